import { toHex } from '../../base/bytes.ts';

/** What a toolkit application reference of 3 bytes is reserved for, ETSI TS 101 220 annex D. */
export function explainTar(tar: Uint8Array): string {
  const text = toHex(tar);
  if (text === '000000') return 'issuer security domain';
  if (text.startsWith('b0')) return 'remote file management';
  if (text.startsWith('bfff')) return 'proprietary toolkit application';
  return 'application';
}
