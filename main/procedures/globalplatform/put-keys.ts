import { concatBytes, equalBytes } from '../../base/bytes.ts';
import { CardwrightError, InputError, InterruptedError, MismatchError } from '../../base/error.ts';
import { putKey } from '../../card/globalplatform/content-commands.ts';
import { type KeyAlgorithm, keyCheckValue, keyType } from '../../channel/key-data.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import type { ContentChannel } from './content-channel.ts';
import { stateAfter } from './state-after.ts';

/** What is kept of a change of keys: never the keys, but their check values (3 bytes each: ENC, MAC, DEK). */
export interface KeyChange {
  /** Version that is replaced; 0: the set is added. */
  readonly replaces: number;
  readonly version: number;
  readonly algorithm: KeyAlgorithm;
  readonly checkValues: readonly Uint8Array[];
}

/** Where changes of keys are kept; both are durable when they return, `intent` before the command leaves. */
export interface KeyJournal {
  intent(change: KeyChange): void;
  /** `unknown`: one of the two key sets is in force; opening a channel with each tells which, and uses no try. */
  outcome(change: KeyChange, state: 'done' | 'failed' | 'unknown'): void;
}

export interface PutKeysOptions {
  /** Of a key set for packets (version 01 to 0F on cards with remote management) KIc, KID and KIK, in this order. */
  readonly keys: StaticKeys;
  readonly algorithm: KeyAlgorithm;
  /** 01 to 7F. */
  readonly version: number;
  /** Version to replace; 0 adds a key set. */
  readonly replaces: number;
  /** Check values that the keys must have, as their sender gave them, 3 bytes each: ENC, MAC, DEK. */
  readonly expected?: readonly Uint8Array[];
  readonly journal: KeyJournal;
}

/**
 * Replaces or adds a key set by one PUT KEY, GlobalPlatform Card Specification 2.3.1 11.8. The card checks each key against its check
 * value, and its answer is compared with them.
 *
 * @returns the check values the card has confirmed
 * @throws InputError `keys.malformed`, `keys.check-values`: nothing was sent
 * @throws MismatchError `keys.not-confirmed`; InterruptedError `keys.unknown` when the answer was lost; what the card refuses with
 */
export async function putKeys(
  channel: ContentChannel,
  { keys, algorithm, version, replaces, expected, journal }: PutKeysOptions,
): Promise<readonly Uint8Array[]> {
  const values = [keys.enc, keys.mac, keys.dek];
  checkForm(values, algorithm, version, replaces);
  const checkValues = values.map((value) => keyCheckValue(algorithm, value));
  if (expected !== undefined && !sameAs(checkValues, expected)) throw wrongCheckValue();
  const blocks = values.map((value, i) => keyBlock(channel, algorithm, value, checkValues[i]!));
  const change: KeyChange = { replaces, version, algorithm, checkValues };
  const command = putKey(replaces, concatBytes([version], ...blocks));
  if (command.apdu.data!.length > channel.mostData) throw doesNotFit(channel.mostData);
  journal.intent(change);
  let answer: Uint8Array;
  try {
    answer = await channel.run(command);
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    const state = stateAfter(error);
    journal.outcome(change, state);
    throw state === 'failed' ? error : unknownKeys(error);
  }
  // Some cards answer with the version alone.
  const confirmed =
    equalBytes(answer, Uint8Array.of(version)) || equalBytes(answer, concatBytes([version], ...checkValues));
  journal.outcome(change, confirmed ? 'done' : 'unknown');
  if (!confirmed) throw notConfirmed();
  return checkValues;
}

/** Key type, length, key (one of AES or one that was filled up with its own length before it), check value. Table 11-68, amendment D 7.2. */
function keyBlock(
  channel: ContentChannel,
  algorithm: KeyAlgorithm,
  key: Uint8Array,
  check: Uint8Array,
): Uint8Array {
  const encrypted = channel.encryptKey(key);
  const plainLength = algorithm === 'des' && encrypted.length === key.length;
  const body = plainLength ? encrypted : concatBytes([key.length], encrypted);
  return concatBytes([keyType[algorithm], body.length], body, [check.length], check);
}

/** Key sets for packets, ETSI TS 102 225 annex A: they may have 3DES keys of three parts. */
const highestPacketVersion = 0x0f;

function checkForm(
  values: readonly Uint8Array[],
  algorithm: KeyAlgorithm,
  version: number,
  replaces: number,
): void {
  const tripleDes = version <= highestPacketVersion ? [16, 24] : [16];
  const lengths = algorithm === 'des' ? tripleDes : [16, 24, 32];
  const length = values[0]?.length ?? 0;
  if (!lengths.includes(length) || values.some((value) => value.length !== length))
    throw malformed(`Each key must have ${lengths.join(', ')} bytes, all three the same.`);
  if (!Number.isInteger(version) || version < 1 || version > 0x7f)
    throw malformed('A key version is a number from 1 to 127.');
  if (!Number.isInteger(replaces) || replaces < 0 || replaces > 0x7f)
    throw malformed('The version to replace is a number from 1 to 127, or 0 to add a key set.');
}

function sameAs(actual: readonly Uint8Array[], expected: readonly Uint8Array[]): boolean {
  return expected.length === actual.length && actual.every((value, i) => equalBytes(value, expected[i]!));
}

const nothingSent = 'Nothing was sent; the card has its old keys.';

function malformed(hint: string): InputError {
  return new InputError('keys.malformed', 'This is not a key set.', { hint, meaning: nothingSent });
}

function wrongCheckValue(): InputError {
  return new InputError(
    'keys.check-values',
    'The keys do not have the check values that were given with them.',
    {
      hint: 'Check the keys against their delivery papers; they may have been mistyped or mixed up.',
      meaning: nothingSent,
    },
  );
}

function doesNotFit(most: number): InputError {
  return new InputError('channel.command-too-long', 'The key set does not fit into one command.', {
    hint: 'Open the channel with C-MAC only, or use shorter keys.',
    meaning: nothingSent,
    details: { most },
  });
}

function unknownKeys(cause: CardwrightError): InterruptedError {
  return new InterruptedError('keys.unknown', 'The answer to PUT KEY was lost.', {
    hint: 'Open a channel with the new keys, then with the old ones: only one set fits, and trying uses no try.',
    meaning: 'Either the old or the new key set is in force, whole.',
    details: { reason: cause.code },
    cause,
  });
}

function notConfirmed(): MismatchError {
  return new MismatchError('keys.not-confirmed', 'The card confirms other keys than those that were sent.', {
    hint: 'Open a channel with the new keys to find out whether they are in force.',
    meaning: 'Which keys the card has is not sure.',
  });
}
