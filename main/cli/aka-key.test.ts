import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CardwrightError } from '../base/error.ts';
import { readAkaKey } from './aka-key.ts';
import { valuesIn } from './given-file.ts';

const k = '465b5ce8b199b49faa5f0a2ee238a6bc';
const opc = 'cd63cb71954a9f4e48a5994e37a02baf';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-aka-key-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

const fileWith = (text: string, mode = 0o600): string => {
  const path = join(folder, 'key');
  writeFileSync(path, text, { mode });
  return path;
};

describe('from a file', () => {
  test.each([
    ['lines', `# the subscriber\nalgorithm=milenage\nK = ${k}\nOPc: ${opc}\n`],
    ['JSON', JSON.stringify({ algorithm: 'milenage', k, opc })],
    ['without an algorithm it is Milenage', `k=${k}\r\nopc=${opc}\r\n`],
  ])('%s', async (_, text) => {
    expect(await readAkaKey({ keyFile: fileWith(text) }, true)).toEqual({ name: 'milenage', k, opc });
  });

  test('the lengths and iterations of TUAK are numbers', async () => {
    const text = `algorithm=tuak\nk=${k}\ntop=${opc}${opc}\nmacBits=128\niterations=2`;
    expect(await readAkaKey({ keyFile: fileWith(text) }, true)).toEqual({
      name: 'tuak',
      k,
      top: opc + opc,
      macBits: 128,
      iterations: 2,
    });
  });

  test('what is wrong is said without the key', async () => {
    for (const text of [
      `k=${k}\nopk=${opc}`,
      `k=${k}\nopc=${opc}\nconstructor=1`,
      `k=${k}0\nopc=${opc}`,
      `${k} ${opc}`,
      `{"k":"${k}"`,
    ]) {
      const error = await readAkaKey({ keyFile: fileWith(text) }, true).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CardwrightError);
      expect(JSON.stringify(error) + String(error)).not.toContain(k);
    }
  });
});

describe('from the environment', () => {
  test('K and OPc; OP where it is said; XOR needs K alone', async () => {
    vi.stubEnv('CARDWRIGHT_K', k);
    vi.stubEnv('CARDWRIGHT_OPC', opc);
    vi.stubEnv('CARDWRIGHT_OP', 'cdc202d5123e20f62b6d676ac72cb318');
    expect(await readAkaKey({}, true)).toEqual({ name: 'milenage', k, opc });
    expect(await readAkaKey({ algorithm: 'milenage', op: true }, false)).toMatchObject({
      op: 'cdc202d5123e20f62b6d676ac72cb318',
    });
    expect(await readAkaKey({ algorithm: 'XOR' }, false)).toEqual({ name: 'xor', k });
  });

  test('no key is asked for where none is needed; an unknown algorithm is said before', async () => {
    expect(await readAkaKey({}, false)).toBeUndefined();
    await expect(readAkaKey({ algorithm: 'comp128' }, true)).rejects.toMatchObject({ code: 'aka.algorithm' });
  });
});

test('any text gives values or a typed error that does not repeat it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        for (const [name] of valuesIn(text)) expect(name).toBe(name.toLowerCase());
      } catch (error) {
        expect(error).toMatchObject({ code: 'file.no-values' });
      }
    }),
  );
});
