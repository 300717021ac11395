import { describe, expect, test } from 'vitest';
import { gatewayOf, nafOf, networkOf, requireTarget, targetOf } from './gba-options.ts';

describe('the address of a NAF', () => {
  test.each([
    ['naf.example.com:443', { host: 'naf.example.com', port: 443 }],
    ['192.0.2.1:8443', { host: '192.0.2.1', port: 8443 }],
    ['[2001:db8::1]:443', { host: '2001:db8::1', port: 443 }],
  ])('%s', (text, address) => {
    expect(nafOf(text)).toEqual(address);
    expect(nafOf(text, 'PSK-AES128-GCM-SHA256', '3gpp')).toEqual({
      ...address,
      suite: 'PSK-AES128-GCM-SHA256',
      identity: '3gpp',
    });
  });

  test.each(['naf.example.com', ':443', 'naf:0', 'naf:65536', '2001:db8::1:443', 'https://naf:443', 'a b:1'])(
    'not %s',
    (text) => {
      expect(() => nafOf(text)).toThrow(expect.objectContaining({ code: 'naf.address' }));
    },
  );
});

describe('for whom the key is', () => {
  test('a MAF, or a CSE with what its CSE-ID does not say', () => {
    expect(targetOf({ maf: 'maf.example.com' })).toEqual({ kind: 'maf', fqdn: 'maf.example.com' });
    expect(targetOf({ cse: '/in-cse', serviceProvider: 'sp.example.com' })).toEqual({
      kind: 'cse',
      cseId: '/in-cse',
      serviceProvider: 'sp.example.com',
    });
    expect(targetOf({ cse: '/mn', cseName: 'mn.example.com', infrastructure: 'in.example.com' })).toEqual({
      kind: 'cse',
      cseId: '/mn',
      fqdn: 'mn.example.com',
      infrastructureName: 'in.example.com',
    });
  });

  test('nobody, or two, is not a target', () => {
    expect(targetOf({})).toBeUndefined();
    expect(() => requireTarget({})).toThrow(expect.objectContaining({ code: 'gba.target-missing' }));
    expect(() => targetOf({ maf: 'maf.example.com', cse: '/in' })).toThrow(
      expect.objectContaining({ code: 'gba.target-twice' }),
    );
  });

  test('a gateway is named, with its CSE-ID where it has one', () => {
    expect(gatewayOf({ gatewayCseId: '/gw' })).toBeUndefined();
    expect(gatewayOf({ gateway: 'gw-7' })).toEqual({ gateway: 'gw-7' });
    expect(gatewayOf({ gateway: 'gw-7', gatewayCseId: '/gw' })).toEqual({ gateway: 'gw-7', cseId: '/gw' });
  });
});

describe('the network', () => {
  test('nothing said is nothing forced', () => {
    expect(networkOf({})).toEqual({});
  });

  test('no proxy is said by an empty one, whatever the environment has', () => {
    expect(networkOf({ proxy: false })).toEqual({ proxy: '' });
    expect(networkOf({ proxy: 'http://proxy:3128', bsfUrl: 'http://[::1]:80/', timeout: '2000' })).toEqual({
      proxy: 'http://proxy:3128',
      bsf: { url: 'http://[::1]:80/' },
      timeout: 2000,
    });
  });

  test.each(['0', '99', '120001', 'soon', '1.5'])('a time-out of %s is none', (timeout) => {
    expect(() => networkOf({ timeout })).toThrow(expect.objectContaining({ code: 'gba.timeout' }));
  });

  test('an authority that cannot be read is named', () => {
    expect(() => networkOf({ ca: '/nowhere/ca.pem' })).toThrow(
      expect.objectContaining({
        code: 'file.unreadable',
        message: expect.stringContaining('/nowhere/ca.pem'),
      }),
    );
  });
});
