import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import published from '../vectors/gba.json' with { type: 'json' };
import { decodeAkaNonce, encodeAkaNonce } from './aka-nonce.ts';
import { formatAuthenticationInfo, verifyAuthenticationInfo } from './authentication-info.ts';
import { announceIdentity, answerDigestChallenge, type DigestRequest } from './authorization.ts';
import { parseDigestCredentials, responseMatches } from './credentials.ts';
import { findDigestChallenge } from './digest-challenge.ts';
import { resynchronisationPassword } from './password.ts';

const vector = published.ub_digest_AKAv1_MD5;
const withCode = (code: string): unknown => expect.objectContaining({ code });
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** The challenge of IETF RFC 3310 3.2, whose nonce has too much padding. */
const rfc3310 =
  'Digest realm="RoamingUsers@mobile.biz", nonce="CjPk9mRqNuT25eRkajM09uTl9nM09uTl9nMz5OX25PZz==", ' +
  'qop="auth,auth-int", opaque="5ccc069c403ebaf9f0171e9517f40e41", algorithm=AKAv1-MD5';
const ub = `Digest realm="${vector.realm}", nonce="${vector.nonce}", qop="auth-int", algorithm=AKAv1-MD5`;

const request: DigestRequest = {
  username: vector.username,
  password: fromHex(vector.RES),
  method: vector.method,
  uri: vector.uri,
  body: text(vector.body),
  cnonce: vector.cnonce,
  nonceCount: 1,
  qopWanted: ['auth-int'],
};
const challenge = findDigestChallenge(ub, ['AKAv1-MD5']);

describe('challenges', () => {
  test('of RFC 3310', () => {
    expect(findDigestChallenge(rfc3310, ['AKAv2-MD5', 'AKAv1-MD5'])).toEqual({
      realm: 'RoamingUsers@mobile.biz',
      nonce: 'CjPk9mRqNuT25eRkajM09uTl9nM09uTl9nMz5OX25PZz==',
      algorithm: 'AKAv1-MD5',
      qop: ['auth', 'auth-int'],
      opaque: '5ccc069c403ebaf9f0171e9517f40e41',
      stale: false,
    });
  });

  test('the first acceptable one of several is taken', () => {
    const header = `Basic realm="x", Digest realm="a", nonce="1", algorithm=SHA-512-256, ${ub}, ${rfc3310}`;
    expect(findDigestChallenge(header, ['AKAv1-MD5']).realm).toBe(vector.realm);
  });

  test.each(['realm', 'opaque'])(
    '%s that no answer could give back is refused before the card is asked',
    (name) => {
      const header = `Digest ${name === 'realm' ? '' : 'realm="r", '}nonce="n", ${name}="Zürich"`;
      expect(() => findDigestChallenge(header, ['MD5'])).toThrow(withCode('digest.header'));
    },
  );

  test('no algorithm means MD5; names are read in any case', () => {
    const { algorithm, stale } = findDigestChallenge('Digest realm="r", nonce="n", stale=TRUE', ['MD5']);
    expect({ algorithm, stale }).toEqual({ algorithm: 'MD5', stale: true });
    expect(
      findDigestChallenge('Digest realm="r", nonce="n", algorithm="akav2-md5"', ['AKAv2-MD5']).algorithm,
    ).toBe('AKAv2-MD5');
  });

  test.each([
    ['', 'digest.not-offered'],
    ['Basic realm="x"', 'digest.not-offered'],
    ['Digest realm="r", nonce="n", algorithm=MD5', 'digest.not-offered'],
    ['Digest nonce="n", algorithm=AKAv1-MD5', 'digest.header'],
    ['Digest realm="n", algorithm=AKAv1-MD5', 'digest.header'],
    ['Digest realm="n", nonce="n", algorithm=AKAv1-MD5, qop="auth-conf"', 'digest.header'],
    ['<html>Welcome</html>', 'digest.header'],
  ])('%s is refused', (header, code) => {
    expect(() => findDigestChallenge(header, ['AKAv1-MD5'])).toThrow(withCode(code));
  });

  test('any text gives a challenge or a typed error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.nat(ub.length), (noise, at) => {
        for (const header of [noise, ub.slice(0, at) + noise + ub.slice(at), ub.slice(0, at)])
          for (const parse of [(h: string) => findDigestChallenge(h, ['AKAv1-MD5']), parseDigestCredentials])
            try {
              parse(header);
            } catch (error) {
              expect(error).toBeInstanceOf(CardwrightError);
            }
      }),
    );
  });
});

describe('the nonce of AKA', () => {
  test('of the vector, and of RFC 3310 with one byte of server data', () => {
    expect(toHex(decodeAkaNonce(vector.nonce).rand)).toBe(published.Ks_NAF.RAND);
    expect(toHex(decodeAkaNonce(vector.nonce).autn)).toBe('8ea42e12aff7815a5692ed5ea939d872');
    const { nonce } = findDigestChallenge(rfc3310, ['AKAv1-MD5']);
    expect(decodeAkaNonce(nonce).serverData.length).toBe(1);
  });

  test('decode is the inverse of encode', () => {
    const block = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(block, block, fc.uint8Array(), (rand, autn, serverData) => {
        expect(decodeAkaNonce(encodeAkaNonce({ rand, autn, serverData }))).toEqual({
          rand,
          autn,
          serverData,
        });
      }),
    );
  });

  test.each(['', 'AAAA', 'not base64 at all, but long enough to be a nonce of AKA'])(
    '"%s" is none',
    (nonce) => {
      expect(() => decodeAkaNonce(nonce)).toThrow(withCode('digest.aka-nonce'));
    },
  );

  test('any text gives a nonce or a typed error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String({ maxLength: 100 })), (nonce) => {
        try {
          expect(decodeAkaNonce(nonce).rand.length).toBe(16);
        } catch (error) {
          expect(error).toEqual(withCode('digest.aka-nonce'));
        }
      }),
    );
  });
});

describe('answers', () => {
  test('the first request of Ub says who asks', () => {
    expect(announceIdentity('user@operator.com', 'bsf.operator.com', '/')).toBe(
      'Digest username="user@operator.com", realm="bsf.operator.com", nonce="", uri="/", response=""',
    );
  });

  test('the vector of Ub', () => {
    expect(answerDigestChallenge(challenge, request).header).toBe(
      `Digest username="${vector.username}", realm="bsf.lab", nonce="${vector.nonce}", uri="/", ` +
        `response="${vector.response}", algorithm=AKAv1-MD5, qop=auth-int, nc=00000001, cnonce="${vector.cnonce}"`,
    );
  });

  test('opaque goes back, quotes are escaped', () => {
    const { header } = answerDigestChallenge(findDigestChallenge(rfc3310, ['AKAv1-MD5']), {
      ...request,
      username: 'a"b\\c',
    });
    expect(header).toContain('username="a\\"b\\\\c"');
    expect(header).toContain('opaque="5ccc069c403ebaf9f0171e9517f40e41"');
    expect(parseDigestCredentials(header).username).toBe('a"b\\c');
  });

  test.each([
    ['another protection than offered', { qopWanted: ['auth'] as const }, 'digest.qop-not-offered'],
    ['a line break in the user name', { username: 'a\r\nX-Header: b' }, 'digest.parameter'],
    ['a user name that is not ASCII', { username: 'é' }, 'digest.parameter'],
    ['a use count of 0', { nonceCount: 0 }, 'digest.nonce-count'],
    ['a use count of 2^32', { nonceCount: 2 ** 32 }, 'digest.nonce-count'],
    ['AUTS of 13 bytes', { auts: new Uint8Array(13) }, 'key.length'],
  ])('%s is refused', (_, change, code) => {
    expect(() => answerDigestChallenge(challenge, { ...request, ...change })).toThrow(withCode(code));
  });

  test('a server without qop gets an answer only where auth is enough', () => {
    const old = findDigestChallenge('Digest realm="r", nonce="n"', ['MD5']);
    const { header } = answerDigestChallenge(old, { ...request, qopWanted: ['auth-int', 'auth'] });
    expect(parseDigestCredentials(header).protection).toEqual({ qop: undefined });
    expect(() => answerDigestChallenge(old, request)).toThrow(withCode('digest.qop-not-offered'));
  });
});

describe('the server', () => {
  const body = text('<BootstrappingInfo/>');
  const { header, inputs } = answerDigestChallenge(challenge, request);
  const expected = { password: request.password, method: 'GET', body: request.body };

  test('accepts what the client answered, and nothing else', () => {
    const credentials = parseDigestCredentials(header);
    expect(responseMatches(credentials, expected)).toBe(true);
    expect(responseMatches(credentials, { ...expected, password: text('other') })).toBe(false);
    expect(responseMatches(credentials, { ...expected, method: 'POST' })).toBe(false);
    expect(responseMatches(credentials, { ...expected, body })).toBe(false);
    expect(responseMatches({ ...credentials, response: '' }, expected)).toBe(false);
    expect(responseMatches({ ...credentials, nonce: 'other' }, expected)).toBe(false);
  });

  test('reads the first request of Ub', () => {
    const credentials = parseDigestCredentials(
      announceIdentity('user@operator.com', 'bsf.operator.com', '/'),
    );
    expect(credentials).toMatchObject({
      username: 'user@operator.com',
      nonce: '',
      response: '',
      auts: undefined,
    });
    expect(responseMatches(credentials, expected)).toBe(false);
  });

  test('gets AUTS with the digest over the empty password', () => {
    const auts = fromHex('000102030405060708090a0b0c0d');
    const resynchronising = { ...request, password: resynchronisationPassword, auts };
    const credentials = parseDigestCredentials(answerDigestChallenge(challenge, resynchronising).header);
    expect(credentials.auts).toEqual(auts);
    expect(responseMatches(credentials, { ...expected, password: resynchronisationPassword })).toBe(true);
    expect(responseMatches(credentials, expected)).toBe(false);
  });

  test.each([
    'Basic dXNlcjpwdw==',
    'Digest username="u"',
    header.replace('qop=auth-int', 'qop=auth-conf'),
    header.replace('nc=00000001', 'nc=1'),
    header.replace(', nc=00000001', ''),
    header.replace('AKAv1-MD5', 'AKAv9-MD5'),
    `${header}, auts="AAAA"`,
    `${header}, ${header}`,
  ])('refuses %s', (wrong) => {
    expect(() => parseDigestCredentials(wrong)).toThrow(withCode('digest.header'));
  });

  test('proves itself to the client', () => {
    const proof = formatAuthenticationInfo(inputs, body, 'next');
    expect(verifyAuthenticationInfo(proof, inputs, body)).toEqual({ nextNonce: 'next' });
    expect(verifyAuthenticationInfo(formatAuthenticationInfo(inputs, body), inputs, body)).toEqual({
      nextNonce: undefined,
    });
  });

  test.each([
    ['no header', undefined, 'digest.server-unproven'],
    ['no rspauth', 'nextnonce="n"', 'digest.server-unproven'],
    ['a wrong rspauth', 'rspauth="00000000000000000000000000000000"', 'digest.server-wrong'],
    ['an empty rspauth', 'rspauth=""', 'digest.server-wrong'],
    [
      'another cnonce',
      formatAuthenticationInfo(inputs, body).replace(vector.cnonce, 'other'),
      'digest.header',
    ],
    [
      'another count',
      formatAuthenticationInfo(inputs, body).replace('nc=00000001', 'nc=00000002'),
      'digest.header',
    ],
    [
      'a weaker protection',
      formatAuthenticationInfo(inputs, body).replace('auth-int', 'auth'),
      'digest.header',
    ],
    ['no parameters', 'HTTP 200', 'digest.header'],
  ])('is not believed with %s', (_, info, code) => {
    expect(() => verifyAuthenticationInfo(info, inputs, body)).toThrow(withCode(code));
  });

  test('is not believed when the body was changed, or the password is another', () => {
    const proof = formatAuthenticationInfo(inputs, body);
    expect(() => verifyAuthenticationInfo(proof, inputs, text('<Bootstrapping/>'))).toThrow(
      withCode('digest.server-wrong'),
    );
    expect(() => verifyAuthenticationInfo(proof, { ...inputs, password: text('other') }, body)).toThrow(
      withCode('digest.server-wrong'),
    );
  });
});
