import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAuthHeader, parseParameters } from './auth-header.ts';

const malformed = expect.objectContaining({ code: 'digest.header' });
const read = (header: string): unknown =>
  parseAuthHeader(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('headers', () => {
  test('several schemes in one', () => {
    expect(
      read('Negotiate YIIabc+/==, Digest realm="a, b", nonce="n\\"1", qop="auth", Basic realm="c" , NTLM'),
    ).toEqual([
      ['negotiate', {}],
      ['digest', { realm: 'a, b', nonce: 'n"1', qop: 'auth' }],
      ['basic', { realm: 'c' }],
      ['ntlm', {}],
    ]);
  });

  test('values without quotes, blanks around "=", empty elements and missing commas', () => {
    expect(read('Digest realm = "r" , , nonce=abc== ,uri=/a/b;c qop=auth')).toEqual([
      ['digest', { realm: 'r', nonce: 'abc==', uri: '/a/b;c', qop: 'auth' }],
    ]);
  });

  test('names of parameters and schemes are in lower case, values are left', () => {
    expect(read('DIGEST Realm="R"')).toEqual([['digest', { realm: 'R' }]]);
  });

  test('an empty header offers nothing', () => {
    expect(read('')).toEqual([]);
    expect(read(' , ,')).toEqual([]);
  });

  test.each([
    'realm="x"',
    'Digest realm="x',
    'Digest realm="x\\',
    'Digest a="b", realm=, x="y"',
    'Digest realm="x", realm="y"',
    'Digest realm="x\ny"',
    'Digest\r\nrealm="x"',
    '<html>',
    'Digest/x',
  ])('%s is malformed', (header) => {
    expect(() => parseAuthHeader(header)).toThrow(malformed);
  });

  test('a header without end is refused', () => {
    expect(() => parseAuthHeader(`Digest realm="${'x'.repeat(20000)}"`)).toThrow(malformed);
  });

  test('parameters alone', () => {
    expect(Object.fromEntries(parseParameters('qop=auth, nextnonce="n", nc=00000001'))).toEqual({
      qop: 'auth',
      nextnonce: 'n',
      nc: '00000001',
    });
    expect(() => parseParameters('Digest qop=auth')).toThrow(malformed);
    expect(() => parseParameters('qop=auth, qop=auth')).toThrow(malformed);
  });

  test('any text gives schemes or a typed error', () => {
    const pieces = fc.constantFrom(
      'Digest',
      ' ',
      ',',
      '=',
      '"',
      '\\',
      'realm',
      'nonce',
      'auth',
      '==',
      '\t',
      'é',
      '\u0000',
      '😀',
      '/',
    );
    const nearly = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        for (const parse of [parseAuthHeader, parseParameters])
          try {
            parse(text);
          } catch (error) {
            expect(error).toEqual(malformed);
          }
      }),
      { numRuns: 1000 },
    );
  });

  test('a long hostile header is read in linear time', () => {
    for (const unit of ['a ', 'a=', ', ', '"\\', 'a'.repeat(100), ' ']) {
      const started = performance.now();
      try {
        parseAuthHeader(unit.repeat(16384 / unit.length));
      } catch (error) {
        expect(error).toEqual(malformed);
      }
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});
