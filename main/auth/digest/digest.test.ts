import { describe, expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import published from '../vectors/gba.json' with { type: 'json' };
import type { DigestAlgorithm } from './algorithm.ts';
import { fromBase64 } from './base64.ts';
import { type DigestInputs, requestDigest, responseDigest } from './digest.ts';
import { equalSecrets } from './equal-secret.ts';
import { akaV1Password, akaV2Password, nafPassword, resynchronisationPassword } from './password.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const nothing = new Uint8Array();

/** The example of IETF RFC 2617 3.5; its response is also that of RFC 3310. */
const mufasa: DigestInputs = {
  algorithm: 'MD5',
  username: 'Mufasa',
  realm: 'testrealm@host.com',
  password: text('Circle Of Life'),
  nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
  method: 'GET',
  uri: '/dir/index.html',
  protection: { qop: 'auth', nonceCount: '00000001', cnonce: '0a4f113b' },
};

describe('responses', () => {
  test('RFC 2617', () => {
    expect(requestDigest(mufasa, nothing)).toBe('6629fae49393a05397450978507c4ef1');
  });

  test.each<[DigestAlgorithm, string]>([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('RFC 7616 with %s', (algorithm, response) => {
    const inputs: DigestInputs = {
      ...mufasa,
      algorithm,
      realm: 'http-auth@example.org',
      password: text('Circle of Life'),
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      protection: {
        qop: 'auth',
        nonceCount: '00000001',
        cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
      },
    };
    expect(requestDigest(inputs, nothing)).toBe(response);
  });

  test('without qop as in RFC 2069, and with a session key, against values computed with Python', () => {
    expect(requestDigest({ ...mufasa, protection: { qop: undefined } }, nothing)).toBe(
      '670fd8c2df070c60b045671b8b24ff02',
    );
    expect(requestDigest({ ...mufasa, algorithm: 'MD5-sess' }, nothing)).toBe(
      '8e3825c57e897f5a0dec6c2d4e5059d0',
    );
  });

  test('AKAv1-MD5 with auth-int on Ub', () => {
    const vector = published.ub_digest_AKAv1_MD5;
    const inputs: DigestInputs = {
      algorithm: 'AKAv1-MD5',
      username: vector.username,
      realm: vector.realm,
      password: akaV1Password(fromHex(vector.RES)),
      nonce: vector.nonce,
      method: vector.method,
      uri: vector.uri,
      protection: { qop: 'auth-int', nonceCount: vector.nc, cnonce: vector.cnonce },
    };
    expect(requestDigest(inputs, text(vector.body))).toBe(vector.response);
    expect(requestDigest(inputs, text('other body'))).not.toBe(vector.response);
  });

  test('rspauth, against values computed with Python', () => {
    expect(responseDigest(mufasa, nothing)).toBe('376602cfd2f4e8e5e78b948a85263e85');
    const withBody = { ...mufasa, protection: { ...mufasa.protection, qop: 'auth-int' } } as DigestInputs;
    expect(responseDigest(withBody, text('<html/>'))).toBe('39286360328d484c985853304ccfe6da');
  });
});

describe('passwords', () => {
  test('AKAv2, against a value computed with Python', () => {
    const password = akaV2Password({
      res: fromHex(published.ub_digest_AKAv1_MD5.RES),
      ck: fromHex(published.Ks_NAF.CK),
      ik: fromHex(published.Ks_NAF.IK),
    });
    expect(new TextDecoder().decode(password)).toBe('WZMvALD7GuD6sX0IhKGwFg==');
  });

  test('AKAv2 needs whole keys', () => {
    const key = new Uint8Array(16);
    const short = new Uint8Array(8);
    for (const wrong of [
      { res: short, ck: short, ik: key },
      { res: short, ck: key, ik: short },
    ])
      expect(() => akaV2Password(wrong)).toThrow(expect.objectContaining({ code: 'key.length' }));
  });

  test('of a NAF, and of a re-synchronisation', () => {
    expect(nafPassword(fromHex('000102030405'))).toEqual(text('AAECAwQF'));
    expect(resynchronisationPassword).toEqual(nothing);
  });
});

test('secrets are equal or not', () => {
  expect(equalSecrets(text('abc'), text('abc'))).toBe(true);
  expect(equalSecrets(text('abc'), text('abd'))).toBe(false);
  expect(equalSecrets(text('abc'), text('abcd'))).toBe(false);
  expect(equalSecrets(nothing, nothing)).toBe(true);
});

test('base64 is read without its padding or with too much, but not with stray bits', () => {
  expect(fromBase64('AAEC')).toEqual(Uint8Array.of(0, 1, 2));
  expect(fromBase64('AAE')).toEqual(Uint8Array.of(0, 1));
  expect(fromBase64('AAEC==')).toEqual(Uint8Array.of(0, 1, 2));
  for (const wrong of ['A', 'AAF', 'AA=E', 'AA-_', 'AA E', '\n']) expect(fromBase64(wrong)).toBeUndefined();
});
