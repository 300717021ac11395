import { equalSecrets } from '../../auth/digest/equal-secret.ts';
import { type LocalKeyParties, localKeyRequestMac, localKeyResponseMac } from '../../auth/gba/local-key.ts';
import { concatBytes } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { authenticateBlock, authenticationAnswer } from '../../card/commands/authenticate-blocks.ts';
import {
  decodeLocalKeyAnswer,
  encodeLocalKeyRequest,
  type LocalKeyName,
  type LocalKeyRequest,
  localKeyContext,
} from '../../card/commands/local-key-data.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { requireApplicationPin } from './application-pin.ts';
import { explainRefusal, isMacFailure, macRefused } from './refusals.ts';
import type { AkaApplication } from './types.ts';

/** Bytes of one block. */
const blockLength = 255;

/**
 * Local key establishment, key derivation mode: the card derives Ks_local of the Ks_int_NAF it has for the NAF, checks that the terminal has
 * the same, and proves that it has it, too. 3GPP TS 31.102 7.1.1 and TS 33.110 4.5.2. The key is then in the card until another takes its place.
 * @param ksLocal 32 bytes, as the NAF key centre gave it to the terminal
 * @throws AccessError `aka.pin-needed`, `aka.mac-failure`; CardError `aka.context-unsupported`, `aka.conditions`, `local-key.answer`,
 *   `local-key.unproven`; InputError `key.length`
 */
export async function establishLocalKey(
  files: CardFiles,
  application: AkaApplication,
  name: LocalKeyName,
  { ksLocal, parties }: { readonly ksLocal: Uint8Array; readonly parties: LocalKeyParties },
): Promise<void> {
  const { randX, counterLimit } = parties;
  const requestMac = localKeyRequestMac(ksLocal, name.nafId, parties);
  const answer = await ask(files, application, {
    mode: 'derivation',
    name,
    randX,
    counterLimit,
    requestMac,
  });
  const proof = decodeLocalKeyAnswer(answer);
  if (proof === undefined || !equalSecrets(proof, localKeyResponseMac(ksLocal, parties))) throw unproven();
}

/**
 * Local key establishment, key availability check mode: whether the card has a key of this name. 3GPP TS 31.102 7.1.1.
 * @throws AccessError `aka.pin-needed`; CardError `aka.context-unsupported`, `local-key.answer`
 */
export async function hasLocalKey(
  files: CardFiles,
  application: AkaApplication,
  name: LocalKeyName,
): Promise<boolean> {
  try {
    decodeLocalKeyAnswer(await ask(files, application, { mode: 'availability', name }));
    return true;
  } catch (error) {
    if (error instanceof CardError && error.code === 'aka.conditions') return false;
    throw error;
  }
}

async function ask(
  files: CardFiles,
  application: AkaApplication,
  request: LocalKeyRequest,
): Promise<Uint8Array> {
  await requireApplicationPin(files, application);
  await files.enter(rootOfApplication(application));
  const { session } = files;
  const data = encodeLocalKeyRequest(request);
  try {
    for (let at = 0; at < data.length; at += blockLength)
      await session.run(authenticateBlock(localKeyContext, data.subarray(at, at + blockLength), at === 0));
    const parts: Uint8Array[] = [];
    for (let more = true; more; ) {
      const block = await session.run(authenticationAnswer(localKeyContext, parts.length === 0));
      parts.push(block.data);
      more = block.more && parts.length < 16;
    }
    return concatBytes(...parts);
  } catch (error) {
    if (isMacFailure(error)) throw macRefused('local key');
    throw explainRefusal(error, 'local key');
  }
}

function unproven(): CardError {
  return new CardError('local-key.unproven', 'The card does not prove that it has the local key.', {
    hint: 'Check the names of terminal and applications on both sides, then derive it again.',
    meaning: 'The card may hold a key that the terminal does not have; do not use it.',
    clause: '3GPP TS 33.110 4.5.2',
    details: { who: 'card' },
  });
}
