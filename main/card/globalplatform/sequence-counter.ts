import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { refusedAuthentication } from './channel-commands.ts';

const tag = 0xc1;

/**
 * GET DATA of the sequence counter of the default key set, 2 bytes, with or without its tag C1; `undefined` where the card does not tell.
 * @param when `opening`: as the command whose C-MAC opens a channel; its refusal is one of the keys
 */
export function readSequenceCounter(when: 'first' | 'opening'): CardCommand<Uint8Array | undefined> {
  return {
    name: 'GET DATA',
    apdu: { cla: 0x80, ins: 0xca, p1: 0x00, p2: tag, le: 256 },
    sensitive: 'none',
    // With a C-MAC the card takes a try or raises its counter.
    changesCard: when === 'opening',
    parse: (response) => {
      const refused = when === 'opening' ? refusedAuthentication(response) : undefined;
      if (refused !== undefined) throw refused;
      if (response.sw === 0x6a88) return undefined;
      const { data } = expectStatus(response, 'GET DATA');
      if (data.length === 2) return data;
      return data.length === 4 && data[0] === tag && data[1] === 2 ? data.slice(2) : undefined;
    },
  };
}
