import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHex } from '../../base/bytes.ts';
import { systemClock, systemIds } from '../../base/ports.ts';
import { routeName } from '../../contract/plan.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { Store } from '../../store/store.ts';
import { Vault } from '../../store/vault/vault.ts';
import { Custody } from '../custody/custody.ts';
import { Provisioning } from '../provision.ts';
import { cardOn } from './card-on.ts';
import { isEnvelope, isOnTheWay, isVerify, isWrite, killCard, killJob } from './kill-job.ts';
import { actor, adm1 } from './published.ts';
import { issuerSet, otaSet, withKeys } from './remote-keys.ts';

/**
 * An engine that provisions a card and kills itself with SIGKILL at the n-th of the points at which it may die while it applies: before
 * and after each command that changes the card, and in each transaction of the store. n is `CARDWRIGHT_TEST_KILL_AT`. With a second argument the
 * job goes over that route, with keys that are imported first.
 */
const folder = process.argv[2] ?? '';
const route = routeName.parse(process.argv[3] ?? 'plain');
const killAt = Number(process.env['CARDWRIGHT_TEST_KILL_AT']);
let armed = false;
let point = 0;
function mayDie(): void {
  if (!armed) return;
  point += 1;
  if (point === killAt) process.kill(process.pid, 'SIGKILL');
}
/** Replaces a method of one object by itself with a point after it, mostly inside the transaction that it is part of. */
function mayDieAfter<K extends string>(target: Record<K, (...args: never[]) => unknown>, name: K): void {
  const method = target[name].bind(target);
  target[name] = (...args) => {
    const result = method(...args);
    mayDie();
    return result;
  };
}

const store = new Store(folder);
mayDieAfter(store.plans, 'begin');
mayDieAfter(store.steps, 'intend');
mayDieAfter(store.steps, 'end');
mayDieAfter(store.receipts, 'append');
mayDieAfter(store.plans, 'end');
mayDieAfter(store.audit, 'append');
const spend = store.otaCounters.spend.bind(store.otaCounters);
store.otaCounters.spend = (...args) => {
  const counter = spend(...args);
  appendFileSync(join(folder, 'spent'), `${counter}\n`);
  mayDie();
  return counter;
};

const link = await connectUicc(killCard(folder, route));
const card = cardOn({
  ...link,
  exchange: async (bytes, context) => {
    if (!isWrite(bytes) && !isVerify(bytes) && !isOnTheWay(bytes)) return link.exchange(bytes, context);
    mayDie();
    const answer = await link.exchange(bytes, context);
    if (isEnvelope(bytes)) appendFileSync(join(folder, 'envelopes'), `${toHex(bytes)}\n`);
    if (isWrite(bytes)) appendFileSync(join(folder, 'written'), `${toHex(bytes)}\n`);
    mayDie();
    return answer;
  },
});
const cost = { n: 16, r: 1, p: 1 };
const vault = new Vault({ keyWraps: store.keyWraps, secrets: store.secrets, clock: systemClock, cost });
const custody = new Custody({ store, vault, clock: systemClock });
const jobs = new Provisioning({ store, vault, custody, clock: systemClock, ids: systemIds });
if (route !== 'plain') await withKeys({ store, vault, clock: systemClock }, otaSet, issuerSet('scp03'));
const { id, iccid } = await jobs.makePlan(card, killJob, actor);
if (route !== 'plain') jobs.chooseRoute(id, route);
armed = true;
await jobs.apply(card, { plan: id, iccid, keys: route === 'plain' ? adm1 : {} }, actor);
mayDie();
store.close();
