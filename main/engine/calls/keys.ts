import { CardError } from '../../base/error.ts';
import type { ImportDoc, KeyCheckDoc, KeySetDoc } from '../../contract/keys.ts';
import {
  checkAllStored,
  checkOnCard,
  checkStoredKeys,
  type KeyFinding,
} from '../../jobs/custody/check-keys.ts';
import type { Custody } from '../../jobs/custody/custody.ts';
import { checkEntries } from '../../jobs/custody/import/checked-entry.ts';
import { overwriteDraft } from '../../jobs/custody/import/draft.ts';
import { importKeys as importEntries } from '../../jobs/custody/import/import-keys.ts';
import { readKeyFile } from '../../jobs/custody/import/read-key-file.ts';
import { keyedCard } from '../../jobs/custody/keyed-card.ts';
import { StationKey } from '../../jobs/custody/station-key.ts';
import { withBreaks } from '../../jobs/custody/stepwise.ts';
import { storedCardKeys } from '../../jobs/custody/stored-card-keys.ts';
import type { KeyedCard } from '../../jobs/custody/types.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import { identifyCard } from '../../procedures/inventory/identify.ts';
import { CardSession } from '../../procedures/session.ts';
import type { CallContext, Handler } from './context.ts';
import { checkIccid } from './iccid.ts';

export const listKeys: Handler<'keys.list'> = async ({ iccid, simulated }, { parts }) => {
  const [custody, store] = await Promise.all([parts.custody.get(), parts.store.get()]);
  const card = iccid === undefined ? undefined : { iccid: checkIccid(iccid), simulated: simulated === true };
  return { sets: [...custody.list(card)], cards: [...storedCardKeys(store, card?.iccid)] };
};

export const importKeys: Handler<'keys.import'> = async (
  { format, content, algorithm, protocol, anyCheckDigit, ...choices },
  { parts, origin, progress, signal },
) => {
  const [store, vault] = await Promise.all([parts.store.get(), parts.vault.get()]);
  vault.requireOpen();
  progress({ what: 'Reading the file of keys', done: 0 });
  const file = await readKeyFile(format, content, new StationKey({ store, vault }));
  const breaks = { signal, progress, meaning: 'Nothing was taken.' };
  const entries = await withBreaks(checkEntries(file, { algorithm, protocol, anyCheckDigit }), breaks);
  try {
    const work = importEntries({ store, vault, clock: parts.clock }, entries, choices);
    const report = await withBreaks(work, breaks);
    if (report.stored)
      (await parts.audit.get()).write(
        await parts.actor(origin),
        { action: 'keys.import' },
        'done',
        storedSentence(report),
      );
    return file.leftAside.length === 0 ? report : { ...report, leftAside: [...file.leftAside] };
  } finally {
    for (const { draft } of entries) if (draft !== undefined) overwriteDraft(draft);
  }
};

export const checkKeys: Handler<'keys.check'> = async ({ reader, set }, context) => {
  const custody = await context.parts.custody.get();
  if (reader !== undefined) return checkWithCard(custody, reader, set, context);
  const sets = set === undefined ? custody.list() : [custody.show(custody.keySet(set).id)];
  const { signal, progress } = context;
  return withBreaks(checkAllStored(custody, sets), { signal, progress, meaning: 'Nothing was changed.' });
};

export const forgetKeySet: Handler<'keys.forget'> = async ({ set }, { parts, about }) => {
  const custody = await parts.custody.get();
  const { id, owner } = custody.keySet(set);
  if (owner.by === 'iccid') about({ iccid: owner.value });
  custody.forget(id);
  return {};
};

export const stationKey: Handler<'keys.stationKey'> = async (_input, { parts }) => {
  const [store, vault] = await Promise.all([parts.store.get(), parts.vault.get()]);
  return new StationKey({ store, vault }).publicKey();
};

export const raiseCounter: Handler<'keys.raiseCounter'> = async (
  { set, iccid, simulated, counter },
  { parts, about },
) => {
  const custody = await parts.custody.get();
  const card = { iccid: checkIccid(iccid), simulated };
  about({ iccid: card.iccid });
  const { id } = custody.otaKeySet(set, card);
  custody.counters(card).raise(id, counter);
  return custody.show(id, card);
};

/** The sets for the card in the reader, or one of them: what is stored, and what the card says to it. */
async function checkWithCard(
  custody: Custody,
  reader: string,
  wanted: string | undefined,
  { parts, signal, about, progress }: CallContext,
): Promise<KeyCheckDoc[]> {
  return (await parts.desk.get()).use(reader, 'read', signal, async ({ link, simulated }) => {
    const session = new CardSession(link, { signal });
    const { iccid } = await identifyCard(new CardFiles(session));
    if (iccid === undefined) throw withoutIccid();
    about({ iccid });
    const card = await keyedCard(custody, session, { iccid, simulated });
    const sets =
      wanted === undefined ? custody.list(card) : [custody.show(custody.keySet(wanted, card).id, card)];
    const checks: KeyCheckDoc[] = [];
    for (const [done, set] of sets.entries()) {
      progress({ what: 'Checking the key sets', done, total: sets.length });
      checks.push({ set, ...(await checkOne(custody, session, set, card)) });
    }
    return checks;
  });
}

/** Wrong keys are not shown to the card: what is stored is no longer what was imported. */
async function checkOne(
  custody: Custody,
  session: CardSession,
  set: KeySetDoc,
  card: KeyedCard,
): Promise<KeyFinding> {
  const stored = checkStoredKeys(custody, set);
  if (stored.stored === 'wrong') return stored;
  if (set.kind === 'ota') return { ...stored, card: 'cannot-tell' };
  return { ...stored, ...(await checkOnCard(custody, session, custody.gpKeySet(set.id, card))) };
}

function storedSentence({ taken, refused, owners }: ImportDoc): string {
  return `Of a file of keys ${taken} keys and key sets were stored, ${refused} refused; cards and IINs in it: ${owners}.`;
}

function withoutIccid(): CardError {
  return new CardError(
    'keys.card-unnamed',
    'The card does not tell its ICCID, so its keys cannot be found.',
    {
      hint: 'Check the contacts of the card, and that EF_ICCID holds an ICCID.',
      meaning: 'The card was only read; nothing on it changed.',
    },
  );
}
