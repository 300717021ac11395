import { join } from 'node:path';
import { InternalError } from '../../main/base/error.ts';
import { systemClock, systemIds } from '../../main/base/ports.ts';
import type { CardLink } from '../../main/card/link.ts';
import type { PlanDoc, RouteName } from '../../main/contract/plan.ts';
import { Custody } from '../../main/jobs/custody/custody.ts';
import { Provisioning } from '../../main/jobs/provision.ts';
import { cardOn } from '../../main/jobs/testing/card-on.ts';
import { actor, adm1 } from '../../main/jobs/testing/published.ts';
import { issuerSet, otaSet, remoteImage, withKeys } from '../../main/jobs/testing/remote-keys.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { connectUicc } from '../../main/lab/uicc-link.ts';
import { gatewayValues, shippedProfile } from '../../main/procedures/testing/gateway-values.ts';
import { Store } from '../../main/store/store.ts';
import { Vault } from '../../main/store/vault/vault.ts';
import type { BenchRow } from './reader-layer.ts';
import { smallestWay } from './smallest-way.ts';

const routes: readonly RouteName[] = ['plain', 'scp02', 'scp03', 'scp80'];

/**
 * All nine files and the announcement in EF_DIR, provisioned on a fresh card by each route: what it takes, next to the smallest number that
 * is possible (`smallest-way.ts`). The card is in the same process: these are numbers of commands and bytes, which no reader changes.
 * @param folder for the store
 */
export async function benchRoutes(folder: string): Promise<BenchRow[]> {
  const store = new Store(join(folder, 'routes'));
  try {
    const clock = systemClock;
    const vault = new Vault({ keyWraps: store.keyWraps, secrets: store.secrets, clock });
    const custody = new Custody({ store, vault, clock });
    await withKeys({ store, vault, clock }, otaSet, issuerSet('scp02'), issuerSet('scp03'));
    const jobs = new Provisioning({ store, vault, custody, clock, ids: systemIds });
    const rows: BenchRow[] = [];
    for (const route of routes) rows.push(...(await benchRoute(jobs, route)));
    return rows;
  } finally {
    store.close();
  }
}

async function benchRoute(jobs: Provisioning, route: RouteName): Promise<BenchRow[]> {
  const uicc = createUicc({ image: remoteImage() });
  const plan = await planOn(jobs, uicc, route);
  const { link, sent } = recording(await connectUicc(uicc));
  const keys = route === 'plain' ? adm1 : {};
  const receipt = await jobs.apply(cardOn(link), { plan: plan.id, iccid: plan.iccid, keys }, actor);
  if (receipt.result !== 'verified' || receipt.route !== route)
    throw new InternalError('bench.not-verified', `${route} ended as ${receipt.result}.`, {
      hint: 'Run it by hand.',
    });
  const onTheWay = sent.filter((bytes) => isOnTheWay(bytes));
  const bytes = onTheWay.reduce((sum, { length }) => sum + length, 0);
  const least = smallestWay(plan, route);
  const of = (name: string, value: number, unit: string): BenchRow => ({
    name: `nine files by ${route}, ${name}`,
    value,
    unit,
  });
  return [
    of('APDUs with all that is read', receipt.apdus, 'APDUs'),
    of('APDUs that unlock or write', onTheWay.length, 'APDUs'),
    of('fewest possible', least.apdus, 'APDUs'),
    of('bytes that unlock or write', bytes, 'bytes'),
    of('fewest possible', least.bytes, 'bytes'),
    ...(route === 'scp80'
      ? [
          of('ENVELOPEs', receipt.envelopes ?? Number.NaN, 'ENVELOPEs'),
          of('fewest possible', least.envelopes, 'ENVELOPEs'),
          of('bytes of packets', plan.routes?.[0]?.bytes ?? Number.NaN, 'bytes'),
          of('fewest possible in packets', least.packets, 'bytes'),
        ]
      : []),
  ];
}

async function planOn(jobs: Provisioning, uicc: Uicc, route: RouteName): Promise<PlanDoc> {
  const values = Object.fromEntries(
    Object.entries(gatewayValues).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]),
  );
  const wanted = { kind: 'provision', profile: shippedProfile('access-network'), values } as const;
  const made = await jobs.makePlan(cardOn(await connectUicc(uicc)), wanted, actor);
  return jobs.chooseRoute(made.id, route);
}

function recording(link: CardLink): { readonly link: CardLink; readonly sent: readonly Uint8Array[] } {
  const sent: Uint8Array[] = [];
  return {
    sent,
    link: {
      ...link,
      exchange: (bytes, context) => {
        sent.push(bytes);
        return link.exchange(bytes, context);
      },
    },
  };
}

/** UPDATE BINARY and RECORD, INITIALIZE UPDATE, EXTERNAL AUTHENTICATE, ENVELOPE; VERIFY with a key. Not what is selected and read. */
function isOnTheWay(bytes: Uint8Array): boolean {
  const [, ins = 0] = bytes;
  return [0xd6, 0xdc, 0x50, 0x82, 0xc2].includes(ins) || (ins === 0x20 && bytes.length > 5);
}
