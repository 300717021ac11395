import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandTable } from './command-table.ts';
import { volatileMemory } from './memory.ts';
import type { CardImage } from './os/image.ts';
import { execute } from './os/interpreter.ts';
import { nonVolatile } from './os/non-volatile.ts';
import { newSession } from './os/session.ts';
import { listSeeds, loadSeed } from './seed/load.ts';
import { createUicc } from './uicc.ts';

const instructions = [...commandTable.keys(), 0xc0];
const images = new Map(listSeeds().map(({ name }) => [name, loadSeed(name).image]));

/** Bytes that look like a command of the card more often than chance would have it. */
const command = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(
      fc.constantFrom(0x00, 0x80, 0x01, 0x40, 0x0c, 0xa0),
      fc.constantFrom(...instructions),
      fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 8, 9, 0x80, 0x82, 0x86), fc.nat(255)),
      fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 0x0a, 0x0c, 0x34, 0x81), fc.nat(255)),
      fc.oneof(
        fc.constantFrom('3f00', '7fff', '5f50', '6f02', '6f06', 'a0000000871002', 'a0000006451002'),
        fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      ),
      fc.boolean(),
    )
    .map(([cla, ins, p1, p2, data, le]) => {
      const body = Buffer.from(data, 'hex');
      return Uint8Array.from([cla, ins, p1, p2, body.length, ...body, ...(le ? [0] : [])]);
    }),
);

describe.each(
  listSeeds()
    .map(({ name }) => name)
    .filter((name) => name !== 'mute'),
)('%s', (name) => {
  const image = images.get(name)!;

  test('any bytes get an answer with a status word', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 12 }), async (commands) => {
        const card = createUicc({ image });
        await card.reset('cold');
        for (const bytes of commands) {
          const answer = await card.transmit(bytes);
          expect(answer?.length).toBeGreaterThanOrEqual(2);
          expect(answer!.at(-2)! >> 4).toBeGreaterThanOrEqual(6);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('without a key nothing changes but what PIN and no key guard', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        const guarded = run(image, commands);
        for (const [id, file] of image.files) {
          const writable = image.keys.some(({ reference, enabled }) => reference === 1 && !enabled);
          if (writable) continue;
          expect(guarded.files.get(id)?.body).toEqual(file.body);
        }
        expect(guarded.files.size).toBe(image.files.size);
      }),
      { numRuns: 60 },
    );
  });
});

test('UPDATE changes the addressed file and no other', () => {
  const image = images.get('usim-prepersonalised')!;
  const select = Uint8Array.from([0, 0xa4, 4, 0x0c, 7, 0xa0, 0, 0, 0, 0x87, 0x10, 0x02]);
  const intoDf = Uint8Array.from([0, 0xa4, 0, 0x0c, 2, 0x5f, 0x50]);
  const adm = Uint8Array.from([0, 0x20, 0, 0x0a, 8, ...Buffer.from('12345678')]);
  const target = [...image.files.values()].find(
    ({ header, parent }) => header.fid === 0x6f02 && image.files.get(parent)?.header.fid === 0x5f50,
  )!;
  fc.assert(
    fc.property(fc.nat(255), fc.uint8Array({ maxLength: 255 }), (offset, data) => {
      const update = Uint8Array.from([0, 0xd6, 0x82, offset, data.length, ...data]);
      const after = run(image, [select, intoDf, adm, update]);
      for (const [id, file] of image.files) if (id !== target.id) expect(after.files.get(id)).toBe(file);
      const fits = data.length > 0 && offset + data.length <= target.body.length;
      expect(after.files.get(target.id) === target).toBe(!fits);
    }),
  );
});

function run(image: CardImage, commands: readonly Uint8Array[]): CardImage {
  const store = nonVolatile(image, volatileMemory());
  const session = newSession();
  const card = {
    get image() {
      return store.image;
    },
    session,
    commit: (next: CardImage) => store.commit(next),
    random: (length: number) => new Uint8Array(length),
  };
  for (const bytes of commands) execute(card, commandTable, bytes);
  return store.image;
}
