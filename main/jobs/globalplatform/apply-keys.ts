import { fromHex, toHex } from '../../base/bytes.ts';
import { CardwrightError, MismatchError } from '../../base/error.ts';
import type { GpResultDoc } from '../../contract/globalplatform.ts';
import { type PutKeysOptions, putKeys } from '../../procedures/globalplatform/put-keys.ts';
import { stateAfter } from '../../procedures/globalplatform/state-after.ts';
import type { KeyedCard } from '../custody/types.ts';
import type { JobCard } from '../job-card.ts';
import { presentError } from '../present/error.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { KeyChangeDraft } from './changes/key-change.ts';
import type { ContentDeps } from './deps.ts';
import { isInForce, isProvable } from './key-in-force.ts';
import type { OpenDomain } from './with-domain.ts';

/**
 * Puts a key set onto the card. Its keys are in the vault before the command leaves; they become a key set of the station when the card
 * has proved that it has them, by its cryptogram (secure channels) or by their check values (packets). Until then the journal says that it is
 * intended, so that at no moment keys could be lost.
 */
export async function applyKeys(
  deps: ContentDeps,
  card: JobCard & KeyedCard,
  plan: string,
  draft: KeyChangeDraft,
  { channel }: OpenDomain,
  journal: ChangeJournal,
): Promise<GpResultDoc> {
  let now: string;
  try {
    const checkValues = await putKeys(channel, putOptions(draft, journal));
    now = `${await proofOf(deps, card, draft)}, check values ${checkValues.map(toHex).join(' ').toUpperCase()}`;
  } catch (error) {
    if (!(error instanceof CardwrightError) || !journal.begun) throw error;
    const state = endOf(error);
    journal.ended(state, error);
    return ending(plan, state, error);
  }
  try {
    journal.done();
  } catch (error) {
    // The vault was locked meanwhile: the keys wait in it until it is open and the card is asked again.
    if (!(error instanceof CardwrightError)) throw error;
    journal.ended('unknown', error);
    return ending(plan, 'unknown', error);
  }
  return { plan, result: 'verified', changes: [{ what: draft.keySet.name, now, match: true }] };
}

function ending(plan: string, state: 'failed' | 'unknown', error: CardwrightError): GpResultDoc {
  const result = state === 'failed' ? 'stopped' : 'unknown';
  return { plan, result, changes: [], error: presentError(error) };
}

function putOptions(
  { keys, algorithm, keySet, input }: KeyChangeDraft,
  journal: ChangeJournal,
): PutKeysOptions {
  const [enc, mac, dek] = keys;
  return {
    keys: { enc, mac, dek },
    algorithm,
    version: keySet.version,
    replaces: keySet.replaces,
    // Those that were shown, where none came with the keys: what is put is what was planned.
    expected: (
      input.checkValues ?? keySet.document.keys.map((name) => keySet.document.checkValues[name] ?? '')
    ).map((value) => fromHex(value)),
    journal: {
      intent: () => {
        journal.intend(keys);
      },
      // The outcome is kept once the card has proved it, or with the error.
      outcome: () => undefined,
    },
  };
}

/**
 * How sure it is that the card has the new keys: those of a secure channel it proves by its cryptogram, those for packets and for channels
 * without a handshake it has confirmed with PUT KEY. A cancel has to wait for this.
 * @throws MismatchError `gp.keys-not-in-force`, `gp.keys-not-proved`; the link's error
 */
async function proofOf(
  { custody, clock }: ContentDeps,
  card: JobCard & KeyedCard,
  { keySet, keys }: KeyChangeDraft,
): Promise<'in use' | 'confirmed by the card'> {
  const { kind, version, document } = keySet;
  if (kind === 'ota' || !isProvable(document)) return 'confirmed by the card';
  const set = { id: '', kind, version, document, keys };
  const { session } = card;
  const answer = await session.uninterrupted(() => isInForce(session, set, custody.counters(card), clock));
  if (answer === 'no')
    throw new MismatchError(
      'gp.keys-not-in-force',
      'The card has confirmed the new keys and does not use them.',
      {
        hint: 'Ask the card again (gp info), and do not put other keys before that is clear.',
        meaning: 'Which keys the card has is not sure; the station holds both sets.',
      },
    );
  if (answer === 'yes') return 'in use';
  throw new MismatchError(
    'gp.keys-not-proved',
    'The card has confirmed the new keys and does not let itself be asked for them.',
    {
      hint: 'Ask the card again (gp info): its cryptogram tells which keys it has.',
      meaning: 'Which keys the card has is not sure; the station holds both sets.',
    },
  );
}

/** What the card has confirmed and does not use may be on it all the same. */
function endOf(error: CardwrightError): 'failed' | 'unknown' {
  const mayBeThere = error instanceof MismatchError || error.code === 'keys.unknown';
  return mayBeThere ? 'unknown' : stateAfter(error);
}
