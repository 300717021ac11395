import { CardError, InputError } from '../../base/error.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { checkedSfi } from './parameters.ts';

export interface Increased {
  /** The new newest record, big endian. */
  readonly record: Uint8Array;
  /** What was added. */
  readonly added: Uint8Array;
}

/**
 * INCREASE of a cyclic file by `value` (big endian, 1 to 127 bytes), ETSI TS 102 221 11.1.8.
 * @throws InputError `data.length`, `sfi.invalid`
 */
export function increase(value: Uint8Array, sfi?: number): CardCommand<Increased> {
  if (value.length < 1 || value.length > 127)
    throw new InputError('data.length', 'A counter is increased by a number of 1 to 127 bytes.', {
      hint: 'Use as many bytes as the record has at most.',
      clause: 'ETSI TS 102 221 11.1.8',
    });
  const p1 = sfi === undefined ? 0 : 0x80 | checkedSfi(sfi);
  return {
    name: 'INCREASE',
    apdu: { cla: 0x80, ins: 0x32, p1, p2: 0, data: value, le: 256 },
    sensitive: 'none',
    changesCard: true,
    parse(response) {
      const { data } = expectStatus(response, 'INCREASE');
      const split = data.length - value.length;
      if (split < 1)
        throw new CardError('card.answer-malformed', 'The card did not tell the increased value.', {
          hint: 'Read the record again.',
          meaning: 'The counter was increased.',
          clause: 'ETSI TS 102 221 11.1.8',
        });
      return { record: data.slice(0, split), added: data.slice(split) };
    },
  };
}
