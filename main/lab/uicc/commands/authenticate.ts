import { answerChallenge } from '../../../auth/challenge.ts';
import { kcOfKeys, sresOfRes } from '../../../auth/conversion.ts';
import { gbaContext } from '../../../auth/gba/authenticate-command.ts';
import { concatBytes } from '../../../base/bytes.ts';
import { usimServiceTable } from '../../../card/files/usim/service-table.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply } from '../os/command.ts';
import { withFile } from '../os/image-edit.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { authenticateGba } from './authenticate-gba.ts';
import { type Authenticator, hasService, lengthValue, requireAuthenticator } from './authenticator.ts';

const gsmContext = 0x80;
const aka3gContext = 0x81;
const successTag = 0xdb;
const synchronisationFailureTag = 0xdc;

/** Services of EF_UST, 3GPP TS 31.102 4.2.8. */
const gsmAccessService = 27;
const gsmContextService = 38;

/** AUTHENTICATE in the contexts 3G (81), GSM (80) and GBA (84) of the active application, 3GPP TS 31.102 7.1. */
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
      case gbaContext:
        return authenticateGba(card, authenticator, data);
      default:
        throw new Refusal((p2 & 0x80) === 0 ? status.wrongP1P2 : status.authenticationContext);
    }
  },
};

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
      const hasKc = hasService(card.image, adf, usimServiceTable.fid, gsmAccessService);
      const kc = hasKc ? lengthValue(kcOfKeys(ck, ik)) : [];
      return { data: concatBytes([successTag], lengthValue(res), lengthValue(ck), lengthValue(ik), kc) };
    }
  }
}

/** SRES and Kc of RAND by the conversions c2 and c3. @throws Refusal 9864 without the services for it */
function authenticateGsm(card: Card, { adf, algorithm }: Authenticator, data: Uint8Array): Reply {
  if (!hasService(card.image, adf, usimServiceTable.fid, gsmContextService))
    throw new Refusal(status.authenticationContext);
  const [rand] = lengthValues(data, 16);
  const { res, ck, ik } = algorithm.f2345(rand!);
  return { data: concatBytes(lengthValue(sresOfRes(res)), lengthValue(kcOfKeys(ck, ik))) };
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
