import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileMemory } from './memory-file.ts';
import { decodeImage, encodeImage } from './uicc/image-json.ts';
import { listSeeds, loadSeed } from './uicc/seed/load.ts';
import { pinHex, terminalOf, terminalWith, verifyAdm1 } from './uicc/test-terminal.ts';
import { createUicc } from './uicc/uicc.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-lab-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

describe('a card in a file', () => {
  test('is there again in another process, with its writes and counters', async () => {
    const path = join(folder, 'card.json');
    const { send } = await terminalWith('usim-prepersonalised', { memory: fileMemory(path) });
    await send('00a4040c07a0000000871002');
    await send('00a4000c025f50');
    await send(verifyAdm1);
    await send('00d6820003800161');
    await send(`0020000a08${pinHex('9999')}`);
    expect(readdirSync(folder)).toEqual(['card.json']);

    const image = loadSeed('usim-blank').image;
    const again = await terminalOf(createUicc({ image, memory: fileMemory(path) }));
    expect(again.card.snapshot().seed).toBe('usim-prepersonalised');
    expect(await again.send('0020000a')).toBe('63c2');
    await again.send('00a4040c07a0000000871002');
    await again.send('00a4000c025f50');
    expect(await again.send('00b0820003')).toBe('8001619000');
  });

  test('an interrupted save leaves the old image', async () => {
    const path = join(folder, 'card.json');
    await terminalWith('standalone-1m2msm', { memory: fileMemory(path) });
    writeFileSync(`${path}.new`, '{"format": 1, "se');
    expect(fileMemory(path).load()?.seed).toBe('standalone-1m2msm');
  });

  test('what is no image is refused, and left alone', () => {
    const path = join(folder, 'card.json');
    for (const text of ['', '{}', 'not JSON', '[1]']) {
      writeFileSync(path, text);
      expect(() => fileMemory(path).load()).toThrow(expect.objectContaining({ code: 'lab.image-malformed' }));
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  test('a folder that is not there', () => {
    const memory = fileMemory(join(folder, 'none', 'card.json'));
    expect(memory.load()).toBeUndefined();
    expect(() => memory.save(loadSeed('mute').image)).toThrow(
      expect.objectContaining({ code: 'lab.memory' }),
    );
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

describe('an image as text', () => {
  test.each(listSeeds().map(({ name }) => name))('%s survives', (name) => {
    const { image } = loadSeed(name);
    const text = encodeImage(image);
    expect(decodeImage(text)).toEqual(image);
    expect(encodeImage(decodeImage(text))).toBe(text);
  });

  test('any damage is a typed error or another whole image', () => {
    const text = encodeImage(loadSeed('standalone-1m2msm').image);
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), fc.string({ maxLength: 3 }), (at, piece) => {
        const damaged = text.slice(0, at) + piece + text.slice(at + piece.length);
        try {
          encodeImage(decodeImage(damaged));
        } catch (error) {
          expect(error).toMatchObject({ code: 'lab.image-malformed' });
        }
      }),
      { numRuns: 100 },
    );
  });
});
