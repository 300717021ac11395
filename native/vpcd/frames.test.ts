import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, u16be } from '../../main/base/bytes.ts';
import { FrameReader } from './frames.ts';

test('a length without its payload is told apart from a cut-off length and a cut-off payload', () => {
  const reader = new FrameReader();
  expect(reader.push(Uint8Array.of(0))).toEqual({ frames: [], lengthAlone: false });
  expect(reader.push(Uint8Array.of(3))).toEqual({ frames: [], lengthAlone: true });
  expect(reader.push(Uint8Array.of(1, 2))).toEqual({ frames: [], lengthAlone: false });
  expect(reader.push(Uint8Array.of(3))).toEqual({ frames: [Uint8Array.of(1, 2, 3)], lengthAlone: false });
});

test('an empty frame is a frame', () => {
  expect(new FrameReader().push(Uint8Array.of(0, 0, 0, 1, 4)).frames).toEqual([
    new Uint8Array(0),
    Uint8Array.of(4),
  ]);
});

test('frames survive every way of cutting the stream', () => {
  const payloads = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });
  fc.assert(
    fc.property(payloads, fc.array(fc.nat(700), { maxLength: 12 }), (frames, cuts) => {
      const stream = concatBytes(...frames.flatMap((frame) => [u16be(frame.length), frame]));
      const edges = [0, ...cuts.filter((cut) => cut < stream.length), stream.length].sort((a, b) => a - b);
      const reader = new FrameReader();
      const seen = edges.slice(1).flatMap((end, i) => reader.push(stream.subarray(edges[i], end)).frames);
      expect(seen).toEqual(frames);
    }),
  );
});
