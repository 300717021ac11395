import type { AkaAlgorithm } from '../../../auth/algorithm.ts';
import { answerChallenge } from '../../../auth/challenge.ts';
import { kcOfKeys, sresOfRes } from '../../../auth/conversion.ts';
import { milenage } from '../../../auth/milenage.ts';
import { tuak } from '../../../auth/tuak.ts';
import { xorTestAlgorithm } from '../../../auth/xor.ts';
import { concatBytes } from '../../../base/bytes.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply } from '../os/command.ts';
import { childByFid } from '../os/file-tree.ts';
import type { CardAuthentication, CardFile, CardImage, SubscriberKey } from '../os/image.ts';
import { withFile } from '../os/image-edit.ts';
import { findKey, isKeySatisfied } from '../os/keys.ts';
import { requireUsable } from '../os/life-cycle.ts';
import { Refusal } from '../os/refusal.ts';
import { activeApplication } from '../os/search.ts';
import type { Channel } from '../os/session.ts';
import { status } from '../os/status.ts';

const gsmContext = 0x80;
const aka3gContext = 0x81;
const successTag = 0xdb;
const synchronisationFailureTag = 0xdc;
const applicationPin = 0x01;

const serviceTableFid = 0x6f38;
/** Services of EF_UST, 3GPP TS 31.102 4.2.8. */
const gsmAccessService = 27;
const gsmContextService = 38;

interface Authenticator {
  readonly adf: CardFile;
  readonly authentication: CardAuthentication;
  readonly algorithm: AkaAlgorithm;
}

/** AUTHENTICATE in the contexts 3G (81) and GSM (80) of the active application, 3GPP TS 31.102 7.1. */
export const authenticate: CommandHandler = {
  name: 'AUTHENTICATE',
  ins: 0x88,
  cla: 'interindustry',
  case: 'in-out',
  run: (card, { channel, p1, p2, data }) => {
    if (p1 !== 0) throw new Refusal(status.wrongP1P2);
    const authenticator = requireAuthenticator(card, channel);
    switch (p2) {
      case aka3gContext:
        return authenticate3g(card, authenticator, data);
      case gsmContext:
        return authenticateGsm(card, authenticator, data);
      default:
        throw new Refusal((p2 & 0x80) === 0 ? status.wrongP1P2 : status.authenticationContext);
    }
  },
};

/** An application with a key must be active and its PIN verified. @throws Refusal 6985, 6982 */
function requireAuthenticator(card: Card, channel: Channel): Authenticator {
  const adf = activeApplication(card.image, channel);
  if (adf?.authentication === undefined) throw new Refusal(status.conditionsNotSatisfied);
  requireUsable(card.image, adf);
  const hasPin = findKey(card.image, channel, applicationPin) !== undefined;
  if (hasPin && !isKeySatisfied(card, channel, applicationPin))
    throw new Refusal(status.securityNotSatisfied);
  const { authentication } = adf;
  return { adf, authentication, algorithm: algorithmOf(authentication.key) };
}

/** The accepted sequence number is kept before the answer leaves. */
function authenticate3g(
  card: Card,
  { adf, authentication, algorithm }: Authenticator,
  data: Uint8Array,
): Reply {
  const [rand, autn] = lengthValues(data, 16, 16);
  const result = answerChallenge(algorithm, authentication.sequences, rand!, autn!);
  switch (result.outcome) {
    case 'mac-failure':
      throw new Refusal(status.authenticationMac);
    case 'synchronisation-failure':
      return { data: concatBytes([synchronisationFailureTag], lengthValue(result.auts)) };
    case 'authenticated':
    default: {
      const next = { ...authentication, sequences: result.sequences };
      card.commit(withFile(card.image, { ...adf, authentication: next }));
      const { res, ck, ik } = result;
      const kc = hasService(card.image, adf, gsmAccessService) ? lengthValue(kcOfKeys(ck, ik)) : [];
      return { data: concatBytes([successTag], lengthValue(res), lengthValue(ck), lengthValue(ik), kc) };
    }
  }
}

/** SRES and Kc of RAND by the conversions c2 and c3. @throws Refusal 9864 without the services for it */
function authenticateGsm(card: Card, { adf, algorithm }: Authenticator, data: Uint8Array): Reply {
  if (!hasService(card.image, adf, gsmContextService)) throw new Refusal(status.authenticationContext);
  const [rand] = lengthValues(data, 16);
  const { res, ck, ik } = algorithm.f2345(rand!);
  return { data: concatBytes(lengthValue(sresOfRes(res)), lengthValue(kcOfKeys(ck, ik))) };
}

function algorithmOf(key: SubscriberKey): AkaAlgorithm {
  switch (key.algorithm) {
    case 'milenage':
      return milenage(key.k, key.opc);
    case 'tuak':
      return tuak(key.k, key.topc, key.options);
    case 'xor':
    default:
      return xorTestAlgorithm(key.k);
  }
}

/** Whether EF_UST says so; an ISIM has none at this place. */
function hasService(image: CardImage, adf: CardFile, service: number): boolean {
  const table = childByFid(image, adf.id, serviceTableFid)?.body;
  const byte = table?.[(service - 1) >> 3] ?? 0;
  return ((byte >> ((service - 1) & 7)) & 1) === 1;
}

/** Exactly these values, each after its length. @throws Refusal 6700, 6A80 */
function lengthValues(data: Uint8Array, ...lengths: readonly number[]): readonly Uint8Array[] {
  if (data.length !== lengths.reduce((sum, length) => sum + length + 1, 0))
    throw new Refusal(status.wrongLength);
  let at = 0;
  return lengths.map((length) => {
    if (data[at] !== length) throw new Refusal(status.wrongData);
    const value = data.slice(at + 1, at + 1 + length);
    at += 1 + length;
    return value;
  });
}

function lengthValue(value: Uint8Array): Uint8Array {
  return concatBytes([value.length], value);
}
