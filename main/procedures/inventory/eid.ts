import { fromHex, toHex } from '../../base/bytes.ts';
import { AccessError, CardError } from '../../base/error.ts';
import { getDataObject } from '../../card/globalplatform/content-commands.ts';
import { selectDomain } from '../../card/globalplatform/select-domain.ts';
import { decodeTlvs, findValue } from '../../card/tlv/ber.ts';
import type { CardSession } from '../session.ts';

/** The security domain of an eUICC that holds its certificates and tells its EID, GSMA SGP.02 2.2.3. */
const ecasd = 'a0000005591010ffffffff8900000200';
const eidTag = 0x5a;

/**
 * The EID of an eUICC, 32 digits; `undefined` for a card that is none. It selects the ECASD: no application and no file of the card is
 * current afterwards, so ask before anything else. No key is needed, nothing is changed.
 * @throws CardError `eid.malformed`; the link's error
 */
export async function readEid(session: CardSession): Promise<string | undefined> {
  const answer = await unlessRefused(session, async () => {
    const selected = await session.run(selectDomain(fromHex(ecasd)));
    return selected === undefined ? undefined : session.run(getDataObject(eidTag));
  });
  return answer === undefined ? undefined : eidIn(answer);
}

/** A UICC that is no eUICC refuses these commands in whatever way it likes: `undefined`. */
async function unlessRefused<T>(session: CardSession, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const isRefusal = error instanceof CardError || error instanceof AccessError;
    if (isRefusal && session.lost === undefined) return undefined;
    throw error;
  }
}

/** @throws CardError `eid.malformed` */
export function eidIn(answer: Uint8Array): string {
  const eid = findValue(tlvsOf(answer), eidTag);
  const digits = eid === undefined ? '' : toHex(eid);
  if (/^\d{32}$/.test(digits)) return digits;
  throw malformed(answer.length);
}

function tlvsOf(answer: Uint8Array): ReturnType<typeof decodeTlvs> {
  try {
    return decodeTlvs(answer);
  } catch (error) {
    if (error instanceof CardError) throw malformed(answer.length);
    throw error;
  }
}

function malformed(length: number): CardError {
  return new CardError('eid.malformed', 'The card’s EID is not one.', {
    hint: 'Use keys that are stored for the ICCID of this card.',
    meaning: 'The card was only read; nothing on it changed.',
    clause: 'GSMA SGP.29',
    details: { length },
  });
}
