import { systemClock, systemIds } from '../../../base/ports.ts';
import { connectUicc } from '../../../lab/uicc-link.ts';
import { Store } from '../../../store/store.ts';
import { Vault } from '../../../store/vault/vault.ts';
import { Custody } from '../../custody/custody.ts';
import { KeyShelf } from '../../custody/key-shelf.ts';
import { cardOn } from '../../testing/card-on.ts';
import { CardContents } from '../card-contents.ts';
import { actor, iccidOf, storedScp03 } from './contents-bench.ts';
import { killCard, killChange, killKeys } from './kill-job.ts';

/**
 * An engine that puts a key set onto a card and kills itself with SIGKILL at the n-th of the points at which it may die: before and after
 * PUT KEY and what follows it, and after each statement of the store. n is `CARDWRIGHT_TEST_KILL_AT`.
 */
const folder = process.argv[2] ?? '';
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
mayDieAfter(store.cardChanges, 'intend');
mayDieAfter(store.cardChanges, 'end');
mayDieAfter(store.secrets, 'put');
mayDieAfter(store.secrets, 'delete');
mayDieAfter(store.keySets, 'put');
mayDieAfter(store.keySets, 'delete');
mayDieAfter(store.audit, 'append');

const cost = { n: 16, r: 1, p: 1 };
const vault = new Vault({ keyWraps: store.keyWraps, secrets: store.secrets, clock: systemClock, cost });
await vault.openByPassphrase('correct horse');
const custody = new Custody({ store, vault, clock: systemClock });
const shelf = new KeyShelf({ store, vault, clock: systemClock });
const contents = new CardContents({ store, vault, custody, shelf, clock: systemClock, ids: systemIds });
shelf.put(storedScp03(`simulated ${iccidOf['issuer-keys']}`));

const link = await connectUicc(killCard(folder));
const card = cardOn({
  ...link,
  exchange: async (bytes, context) => {
    // What only reads, before the channel is opened, is of no interest.
    if (!['EXTERNAL AUTHENTICATE', 'PUT KEY', 'INITIALIZE UPDATE'].includes(context.name))
      return link.exchange(bytes, context);
    mayDie();
    const answer = await link.exchange(bytes, context);
    mayDie();
    return answer;
  },
});
const plan = await contents.plan(card, { keys: killKeys, change: killChange });
armed = true;
await contents.apply(card, { plan: plan.id, iccid: plan.iccid }, actor);
mayDie();
contents.close();
store.close();
