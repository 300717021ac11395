import { formatPath, parsePath } from '../../card/path.ts';
import type { InventoryDoc } from '../../contract/card.ts';
import { presentFile } from '../../jobs/present/file.ts';
import { presentInventory } from '../../jobs/present/inventory.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import { checkHealth } from '../../procedures/health/check-health.ts';
import { type InventoryScope, oneM2mHomesOf } from '../../procedures/inventory/directories.ts';
import { identifyCard } from '../../procedures/inventory/identify.ts';
import { readFile as readCardFile } from '../../procedures/inventory/read-file.ts';
import { takeInventory } from '../../procedures/inventory/take-inventory.ts';
import { CardSession } from '../../procedures/session.ts';
import type { CallContext, Handler } from './context.ts';

export const reportCard: Handler<'card.report'> = async ({ reader, scope }, context) => ({
  ...(await readInventory(reader, scope, context, 'keep')),
  scope,
});

export const lastReport: Handler<'card.last'> = async ({ reader }, { parts }) => {
  const known = await (await parts.desk.get()).cardIn(reader);
  const iccid = known?.identity.iccid;
  if (iccid === undefined) return null;
  return (await parts.store.get()).cards.lastInventory(iccid) ?? null;
};

export const checkHealthOf: Handler<'card.health'> = async ({ reader }, context) =>
  (await readInventory(reader, 'onem2m', context, 'keep-first')).health;

export const readKeys: Handler<'card.keys'> = async ({ reader }, context) =>
  (await readInventory(reader, 'onem2m', context, 'keep-first')).keys;

/** Which directories hold oneM2M files is asked of the card first, so that the file is decoded as what it is. */
export const readFile: Handler<'card.read'> = async ({ reader, path }, context) => {
  const wanted = parsePath(path);
  const { parts, signal, progress } = context;
  return (await parts.desk.get()).use(reader, 'read', signal, async ({ link }) => {
    const session = new CardSession(link, { signal });
    progress({ what: `Reading ${formatPath(wanted)}`, done: 0 });
    const { applications, iccid } = await identifyCard(new CardFiles(session));
    context.about(iccid === undefined ? {} : { iccid });
    const oneM2mHomes = oneM2mHomesOf(applications, []);
    return presentFile(await readCardFile(session, wanted, { applications, oneM2mHomes }));
  });
};

/**
 * Reads the card, shows everybody who it is, and keeps what was read as the last report of this card; `keep-first`: only where there is none,
 * so that a look at health or tries does not take a fuller report away.
 */
async function readInventory(
  reader: string,
  scope: InventoryScope,
  { parts, signal, progress, about }: CallContext,
  keeping: 'keep' | 'keep-first',
): Promise<InventoryDoc> {
  const { clock } = parts;
  return (await parts.desk.get()).use(reader, 'read', signal, async ({ link, learn }) => {
    const session = new CardSession(link, { signal });
    const inventory = await takeInventory(session, { scope, signal, clock, onProgress: progress });
    const doc = presentInventory(inventory, {
      reader,
      takenAt: clock.now(),
      findings: checkHealth(inventory),
    });
    if (doc.card.iccid !== undefined) about({ iccid: doc.card.iccid });
    learn({ identity: doc.card, health: doc.health.word });
    const { cards } = await parts.store.get();
    const known = doc.card.iccid === undefined ? undefined : cards.lastInventory(doc.card.iccid);
    if (keeping === 'keep' || known === undefined) cards.keepInventory(doc);
    return doc;
  });
}
