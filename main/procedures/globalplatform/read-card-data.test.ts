import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import type { CardCommand } from '../../card/command.ts';
import { readCardData } from './read-card-data.ts';

/** A security domain with these answers to GET DATA, by their tags. */
const domainWith = (answers: Readonly<Record<string, string>>) => ({
  run: async <R>({ apdu, parse }: CardCommand<R>): Promise<R> => {
    const tag = ((apdu.p1 << 8) | apdu.p2).toString(16).padStart(4, '0');
    const answer = answers[tag];
    return parse(
      answer === undefined ? { data: new Uint8Array(), sw: 0x6a88 } : { data: fromHex(answer), sw: 0x9000 },
    );
  },
});

test('what cannot be read is told, and the rest is there', async () => {
  const data = await readCardData(
    domainWith({
      '9f7f': '9f7f0101',
      '00e0': 'e006c00401308810',
      '0066': 'ff',
      '0042': '42029999',
      '0045': '45',
    }),
  );
  expect(data.keys).toEqual([{ id: 1, version: 0x30, type: 0x88, length: 16 }]);
  expect(data.issuer).toEqual(fromHex('9999'));
  expect(data).not.toHaveProperty('production');
  expect(data).not.toHaveProperty('recognition');
  expect(data.unreadable.map(({ code }) => code)).toEqual(['card-data.malformed', 'card-data.malformed']);
});
