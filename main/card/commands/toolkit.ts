import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData, checkedLe } from './parameters.ts';

/** FETCH of the proactive command whose length 91xx announced, ETSI TS 102 221 11.2.3. */
export function fetchCommand(length: number): CardCommand<Uint8Array> {
  return {
    name: 'FETCH',
    apdu: { cla: 0x80, ins: 0x12, p1: 0, p2: 0, le: checkedLe(length) },
    sensitive: 'none',
    changesCard: false,
    parse: (response) => expectStatus(response, 'FETCH').data,
  };
}

/** TERMINAL RESPONSE with the data objects of `buildTerminalResponse`, ETSI TS 102 221 11.2.4. An application on the card goes on. */
export function terminalResponse(data: Uint8Array): CardCommand<void> {
  return {
    name: 'TERMINAL RESPONSE',
    apdu: { cla: 0x80, ins: 0x14, p1: 0, p2: 0, data: checkedData(data) },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => void expectStatus(response, 'TERMINAL RESPONSE'),
  };
}

/** ENVELOPE with one BER-TLV object (D1 SMS-PP download, D6 event download …), ETSI TS 102 221 11.2.2; parses to the answer. */
export function envelope(data: Uint8Array): CardCommand<Uint8Array> {
  return {
    name: 'ENVELOPE',
    apdu: { cla: 0x80, ins: 0xc2, p1: 0, p2: 0, data: checkedData(data), le: 256 },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, 'ENVELOPE').data,
  };
}
