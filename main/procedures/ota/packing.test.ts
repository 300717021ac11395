import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { updateBinary } from '../../card/commands/update-binary.ts';
import { updateRecord } from '../../card/commands/update-record.ts';
import { parsePath } from '../../card/path.ts';
import type { BatchedStep, PlanStep } from '../plan/types.ts';
import { messagesFor, oneMessage, packetSize, packetSizes } from './packet-size.ts';
import { type Packing, packingFor, total } from './packing.ts';
import { scriptFor } from './script-steps.ts';
import { labChannel, labTar } from './testing/lab-channels.ts';

const directory = 'a0000000871002ff49ff058903000001/5F50';

function written(
  file: string,
  length: number,
  changes: Partial<{ sfi: number; record: number }> = {},
): BatchedStep {
  const after = new Uint8Array(length).fill(0x41);
  const base = {
    index: 0,
    path: parsePath(`${directory}/${file}`),
    name: file,
    needs: { kind: 'always' },
    after,
  } as const;
  const { record, ...rest } = changes;
  const step: PlanStep =
    record === undefined
      ? { ...base, ...rest, kind: 'update-binary' }
      : { ...base, ...rest, kind: 'update-record', record };
  const command =
    record === undefined ? updateBinary({ data: after }) : updateRecord({ record, data: after });
  return { step, commands: [command] };
}

const packing = (buffer: number): Packing =>
  packingFor({ channel: labChannel(2), tarFor: labTar, buffer, format: 'compact' });

const headers = (steps: readonly BatchedStep[]): readonly string[] =>
  scriptFor(steps).commands.map(({ ins, p1, p2 }) =>
    [ins, p1, p2].map((byte) => byte.toString(16)).join(' '),
  );

test('files whose SFI the card has told are written without being selected, once their directory is', () => {
  const steps = [written('6F02', 10, { sfi: 2 }), written('6F03', 10, { sfi: 3 }), written('6F04', 10)];
  expect(headers(steps)).toEqual(['a4 0 c', 'd6 82 0', 'd6 83 0', 'a4 0 c', 'd6 0 0']);
  const records = [written('6F06', 10, { sfi: 6, record: 1 }), written('6F06', 10, { sfi: 6, record: 2 })];
  // The second is in the file that the first has selected.
  expect(headers(records)).toEqual(['a4 0 c', 'dc 1 34', 'dc 2 4']);
});

test('beyond the first 256 bytes of a file an SFI does not reach: it is selected', () => {
  const { step } = written('6F02', 10, { sfi: 2 });
  const commands = [updateBinary({ offset: 256, data: new Uint8Array(4) })];
  expect(headers([{ step, commands }])).toEqual(['a4 8 c', 'd6 1 0']);
});

test('the size of a packet is told without building it, for every algorithm and level', () => {
  for (const index of [1, 2, 4, 5])
    for (const first of [0x00, 0x02, 0x04, 0x06, 0x12, 0x16]) {
      const channel = labChannel(index, { spiBytes: [first, 0x01] });
      const sizes = packetSizes(channel);
      for (let length = 0; length < 70; length++) expect(sizes(length)).toBe(packetSize(channel, length));
    }
});

test('a packet of one short message is one', () => {
  expect([messagesFor(oneMessage), messagesFor(oneMessage + 1)]).toEqual([1, 2]);
});

/** The fewest ENVELOPEs of all ways to cut `steps`. */
function fewest(steps: readonly BatchedStep[], { fits, sizeOf }: Packing): number {
  if (steps.length === 0) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut <= steps.length; cut++) {
    const group = steps.slice(0, cut);
    if (cut > 1 && !fits(group)) break;
    best = Math.min(best, sizeOf(group).envelopes + fewest(steps.slice(cut), { fits, sizeOf } as Packing));
  }
  return best;
}

function shared(steps: readonly BatchedStep[], way: Packing) {
  const groups: BatchedStep[][] = [];
  for (let at = 0; at < steps.length; at += groups.at(-1)!.length)
    groups.push(steps.slice(at, at + way.share(steps.slice(at))));
  return total(groups.map((group) => way.sizeOf(group)));
}

test('no other way of cutting a plan needs fewer ENVELOPEs', () => {
  const step = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 120 }), fc.boolean())
    .map(([file, length, known]) => written(`6F0${file}`, length, known ? { sfi: file } : {}));
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 180, max: 500 }),
      (steps, buffer) => {
        const way = packing(buffer);
        expect(shared(steps, way).envelopes).toBe(fewest(steps, way));
      },
    ),
    { numRuns: 60 },
  );
});
