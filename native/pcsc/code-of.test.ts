import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, codeOfNumber } from './code-of.ts';
import { pcscCodes } from './codes.ts';

/** The binding's C++ lies two folders above its JavaScript. */
const binding = join(dirname(createRequire(import.meta.url).resolve('smartcard')), '../..');

test('every wording of the installed binding is known', () => {
  const source = readFileSync(join(binding, 'src/pcsc_errors.h'), 'utf8');
  const worded = [...source.matchAll(/ucode == (SCARD_\w+)\) return "([^"]+)"/g)].filter(
    ([, name]) => name !== 'SCARD_S_SUCCESS',
  );
  expect(worded.length).toBeGreaterThan(25);
  for (const [, name, words] of worded) expect(codeOf(new Error(words), 'linux')?.name).toBe(name);
});

test('names are unique, and numbers too but for the one that pcsc-lite gives twice', () => {
  expect(new Set(pcscCodes.map((entry) => entry.name)).size).toBe(pcscCodes.length);
  expect(new Set(pcscCodes.map((entry) => entry.code)).size).toBe(pcscCodes.length - 1);
});

test('a number is read as the platform counts, signed or not', () => {
  expect(codeOfNumber(0x8010001d, 'linux')?.name).toBe('SCARD_E_NO_SERVICE');
  expect(codeOfNumber(0x8010001d | 0, 'linux')?.name).toBe('SCARD_E_NO_SERVICE');
  expect(codeOfNumber(0x8010001f, 'linux')?.name).toBe('SCARD_E_UNEXPECTED');
  expect(codeOfNumber(0x80100022, 'win32')?.name).toBe('SCARD_E_UNSUPPORTED_FEATURE');
  expect(codeOfNumber(0x80100022, 'linux')).toBeUndefined();
});

test('a number in an error comes before its words', () => {
  const error = Object.assign(new Error('Unknown PC/SC error'), { code: 0x8010006a });
  expect(codeOf(error, 'linux')?.fault).toBe('no-permission');
});

test('what nobody knows is undefined, whatever it is', () => {
  for (const thing of [new Error('Unknown PC/SC error'), new Error('toString'), 'text', undefined, null, 7])
    expect(codeOf(thing, 'linux')).toBeUndefined();
});
