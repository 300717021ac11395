import { equalSecrets } from '../../../auth/digest/equal-secret.ts';
import {
  deriveKsLocal,
  type LocalKeyParties,
  localKeyRequestMac,
  localKeyResponseMac,
} from '../../../auth/gba/local-key.ts';
import { concatBytes, equalBytes } from '../../../base/bytes.ts';
import { CardwrightError } from '../../../base/error.ts';
import {
  decodeLocalKeyRequest,
  encodeLocalKeyAnswer,
  type LocalKeyName,
  type LocalKeyRequest,
  localKeyContext,
} from '../../../card/commands/local-key-data.ts';
import { mfIccid } from '../../../card/files/mf/iccid.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler } from '../os/command.ts';
import { childByFid } from '../os/file-tree.ts';
import { type LocalKey, masterFileHandle } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { type Authenticator, hasService, requireAuthenticator } from './authenticator.ts';
import { gbaFilesOf } from './gba-files.ts';

const firstBlock = 0x80;
const nextBlock = 0x00;
const firstAnswer = 0xa0;
/** The answer can be fetched. */
const answerAvailable = 0x62f3;
/** Bytes of a request that the card puts together of blocks. */
const longestRequest = 1024;

/**
 * AUTHENTICATE with the odd instruction code (ETSI TS 102 221 11.1.16) in the local key establishment context (86), 3GPP TS 31.102 7.1 and TS
 * 33.110: key derivation and key availability check. Ks_local never leaves the card.
 */
export const authenticateLocalKey: CommandHandler = {
  name: 'AUTHENTICATE',
  ins: 0x89,
  cla: 'interindustry',
  case: (p1) => ((p1 & 0x20) === 0 ? 'in' : 'out'),
  run: (card, { channel, p1, p2, data }) => {
    if (p2 !== localKeyContext) throw new Refusal(status.authenticationContext);
    const authenticator = requireAuthenticator(card, channel);
    const { table, localKeyService } = gbaFilesOf(authenticator.adf);
    if (!hasService(card.image, authenticator.adf, table, localKeyService))
      throw new Refusal(status.authenticationContext);
    const { session } = card;
    if (p1 === firstAnswer) {
      // It stays until the next request: T=0 asks twice for an answer whose length it does not know.
      const answer = session.authentication?.answer;
      if (answer === undefined) throw new Refusal(status.conditionsNotSatisfied);
      return { data: answer };
    }
    if (p1 !== firstBlock && p1 !== nextBlock) throw new Refusal(status.wrongP1P2);
    const before = p1 === firstBlock ? new Uint8Array() : session.authentication?.request;
    if (before === undefined) throw new Refusal(status.conditionsNotSatisfied);
    const request = concatBytes(before, data);
    if (request.length > longestRequest) throw new Refusal(status.notEnoughMemory);
    if (!isWhole(request)) {
      session.authentication = { request };
      return { sw: status.moreDataExpected };
    }
    session.authentication = undefined;
    session.authentication = { answer: answerTo(card, authenticator, requestIn(request)) };
    return { sw: answerAvailable };
  },
};

/** A template whose length field says that all of it is there. Lengths of more than two bytes are none. */
function isWhole(bytes: Uint8Array): boolean {
  const [, first = 0, second = 0, third = 0] = bytes;
  if (first < 0x80) return bytes.length >= 2 + first;
  return first === 0x81 ? bytes.length >= 3 + second : bytes.length >= 4 + 256 * second + third;
}

function requestIn(bytes: Uint8Array): LocalKeyRequest {
  try {
    return decodeLocalKeyRequest(bytes);
  } catch (error) {
    if (error instanceof CardwrightError) throw new Refusal(status.wrongData);
    throw error;
  }
}

function answerTo(card: Card, { adf, authentication }: Authenticator, request: LocalKeyRequest): Uint8Array {
  const { gba } = authentication;
  const { name } = request;
  if (request.mode === 'availability') {
    if (gba?.localKeys?.some((key) => isNamed(key, name)) !== true)
      throw new Refusal(status.conditionsNotSatisfied);
    return encodeLocalKeyAnswer(undefined);
  }
  const naf = gba?.nafKeys.find((key) => equalBytes(key.nafId, name.nafId));
  if (gba === undefined || naf === undefined) throw new Refusal(status.conditionsNotSatisfied);
  const { randX, counterLimit } = request;
  const parties: LocalKeyParties = { ...name, iccid: iccidOf(card), randX, counterLimit };
  const ksLocal = deriveKsLocal(naf.ksIntNaf, naf.bTid, parties);
  if (!equalSecrets(request.requestMac, localKeyRequestMac(ksLocal, name.nafId, parties)))
    throw new Refusal(status.authenticationMac);
  const others = (gba.localKeys ?? []).filter((key) => !isNamed(key, name));
  const localKeys: readonly LocalKey[] = [{ ...name, counterLimit, ksLocal }, ...others];
  const next = { ...authentication, gba: { ...gba, localKeys } };
  card.commit(withFile(card.image, { ...adf, authentication: next }));
  return encodeLocalKeyAnswer(localKeyResponseMac(ksLocal, parties));
}

const isNamed = (key: LocalKey, name: LocalKeyName): boolean =>
  equalBytes(key.nafId, name.nafId) &&
  equalBytes(key.terminalId, name.terminalId) &&
  equalBytes(key.terminalApplicationId, name.terminalApplicationId) &&
  equalBytes(key.uiccApplicationId, name.uiccApplicationId);

function iccidOf({ image }: Card): Uint8Array {
  const file = childByFid(image, masterFileHandle, mfIccid.fid);
  if (file === undefined) throw new Refusal(status.conditionsNotSatisfied);
  return file.body;
}
