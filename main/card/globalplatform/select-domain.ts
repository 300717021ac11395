import { CardError } from '../../base/error.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { decodeTlvs, findValue } from '../tlv/ber.ts';

/**
 * SELECT of a security domain by AID, GlobalPlatform Card Specification 2.3.1 11.9; empty: the issuer's. It uses no try and ends an open
 * secure channel. Answers the AID that the card tells, or `aid` where it tells none; `undefined` where the card has no such application.
 * @throws CardError `domain.unnamed`; a refusal other than “not found”
 */
export function selectDomain(aid: Uint8Array): CardCommand<Uint8Array | undefined> {
  return {
    name: 'SELECT',
    apdu: { cla: 0x00, ins: 0xa4, p1: 0x04, p2: 0x00, ...(aid.length === 0 ? {} : { data: aid }), le: 256 },
    sensitive: 'none',
    changesCard: false,
    parse: (response) => {
      // A card without this application, or one that selects nothing by an empty or unknown name.
      if (notFound.has(response.sw)) return undefined;
      const { data } = expectStatus(response, 'SELECT', 0x6283);
      const name = nameIn(data) ?? aid;
      if (name.length === 0) throw unnamed();
      return name;
    },
  };
}

const notFound: ReadonlySet<number> = new Set([0x6a82, 0x6a86, 0x6a87, 0x6999, 0x6700]);

/** The AID (84) in the FCI (6F), or in the FCP (62) that some cards give instead. */
function nameIn(data: Uint8Array): Uint8Array | undefined {
  try {
    const templates = decodeTlvs(data);
    const template = findValue(templates, 0x6f) ?? findValue(templates, 0x62);
    return template === undefined ? undefined : findValue(decodeTlvs(template), 0x84);
  } catch (error) {
    if (error instanceof CardError) return undefined;
    throw error;
  }
}

function unnamed(): CardError {
  return new CardError('domain.unnamed', 'The card does not tell which application it has selected.', {
    hint: 'Give the AID of the security domain, for example A000000151000000.',
    meaning: 'The card was only read; nothing on it changed.',
    clause: 'GlobalPlatform Card Specification 2.3.1 11.9.3.1',
  });
}
