import { expect, test } from 'vitest';
import type { StoredCredential } from './credentials.ts';
import { tempFolder } from './testing/temp-folder.ts';
import { tamper, tempStore } from './testing/temp-store.ts';

const credential = (id: string, at: number): StoredCredential => ({
  id,
  gateway: 'gateway-7',
  document: {
    kind: 'Km',
    keyId: 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com',
    nafFqdn: 'maf.example.com',
    uaProtocol: '01000100ae',
    mode: 'GBA_U',
    iccid: '8988211000000430010',
  },
  createdAt: at,
  expiresAt: at + 86_400_000,
});

test('credentials are kept, listed with the newest first, and forgotten once', () => {
  const { credentials } = tempStore();
  credentials.add(credential('a', 1));
  credentials.add({ ...credential('b', 2), document: { ...credential('b', 2).document, cseId: '/cse1' } });
  expect(credentials.list().map(({ id }) => id)).toEqual(['b', 'a']);
  expect(credentials.get('a')).toEqual(credential('a', 1));
  expect(credentials.delete('a')).toBe(true);
  expect(credentials.delete('a')).toBe(false);
  expect(credentials.get('a')).toBeUndefined();
});

test('a record that was changed by hand is found out', () => {
  const folder = tempFolder();
  const { credentials } = tempStore(folder);
  credentials.add(credential('a', 1));
  tamper(folder, `UPDATE credentials SET document = json_set(document, '$.kind', 'Ke')`);
  expect(() => credentials.get('a')).toThrow(expect.objectContaining({ code: 'store.tampered' }));
});
