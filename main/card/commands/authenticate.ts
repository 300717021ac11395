import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedData } from './parameters.ts';

/**
 * AUTHENTICATE in the context `p2` of the current application (3GPP TS 31.102 7.1.2: 81 3G, 84 GBA; ETSI TS 102 221 11.1.16); parses
 * to the answer. Challenge and answer carry keys: neither reaches a trace. The card keeps the sequence number it accepted.
 * @throws InputError `data.length`; when parsed, AccessError `authentication.failed` (9862)
 */
export function authenticate(p2: number, data: Uint8Array): CardCommand<Uint8Array> {
  return {
    name: 'AUTHENTICATE',
    apdu: { cla: 0x00, ins: 0x88, p1: 0, p2, data: checkedData(data), le: 256 },
    sensitive: 'both',
    changesCard: true,
    parse: (response) => expectStatus(response, 'AUTHENTICATE').data,
  };
}
