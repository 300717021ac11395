import { CardError } from '../../base/error.ts';
import type { CardCommand } from '../command.ts';
import { decodeFcp } from '../fcp.ts';
import type { Fcp } from '../fcp-types.ts';
import { expectStatus } from '../status-check.ts';
import { decodeTlvs, findValue } from '../tlv/ber.ts';

/** P1 of STATUS, ETSI TS 102 221 table 11.7d. */
const indications = { none: 0x00, initialised: 0x01, 'termination-begins': 0x02 } as const;

/**
 * What the terminal tells the current application with STATUS: that its initialisation is over, or that the termination of its
 * session begins (TS-0003 D.2.2.2).
 */
export type StatusIndication = keyof typeof indications;

/** STATUS with the FCP of the current directory as answer, 11.1.2. */
export function readStatus(indication: StatusIndication = 'none'): CardCommand<Fcp> {
  return {
    ...status,
    apdu: { ...header, p1: indications[indication], p2: 0x00, le: 256 },
    parse: (response) => decodeFcp(expectStatus(response, 'STATUS').data),
  };
}

/** STATUS that only tells the application something and asks for no answer. */
export function indicateStatus(indication: StatusIndication): CardCommand<void> {
  return {
    ...status,
    apdu: { ...header, p1: indications[indication], p2: 0x0c },
    parse: (response) => void expectStatus(response, 'STATUS'),
  };
}

/** STATUS for the DF name of the current application; `undefined` at the MF, which has none. */
export function readCurrentAid(): CardCommand<Uint8Array | undefined> {
  return {
    ...status,
    apdu: { ...header, p1: 0x00, p2: 0x01, le: 256 },
    parse: (response) => aidOf(expectStatus(response, 'STATUS').data),
  };
}

const header = { cla: 0x80, ins: 0xf2 } as const;
const status = { name: 'STATUS', sensitive: 'none', changesCard: false } as const;

function aidOf(data: Uint8Array): Uint8Array | undefined {
  const objects = decodeTlvs(data);
  const aid = findValue(objects, 0x84);
  if (aid === undefined && objects.length > 0)
    throw new CardError(
      'card.answer-malformed',
      'The card did not name its application as the standard says.',
      {
        hint: 'Select the application by its AID again.',
        clause: 'ETSI TS 102 221 11.1.2',
      },
    );
  return aid?.length === 0 ? undefined : aid;
}
