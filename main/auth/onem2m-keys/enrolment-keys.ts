import { createHmac } from 'node:crypto';
import { encodeCharacterString } from '../gba/character-string.ts';
import { requireExactLength } from '../gba/required-length.ts';

const masterCredentialUse = 'oneM2M Enrolment Key to Master Credential derivation';
const connectionKeyUse = 'oneM2M Enrolment Key to Provisioned Secure Connection Key derivation';

/**
 * Km, the master credential shared with the MAF `mafId` (its FQDN), of Ke; both 32 bytes. oneM2M TS-0003 10.3.2.
 * @throws InputError `key.length` or `key.character-string`
 */
export function deriveKm(ke: Uint8Array, mafId: string): Uint8Array {
  requireExactLength('Ke', ke, 32, 'oneM2M TS-0003 10.3.2');
  return derive(ke, masterCredentialUse, encodeCharacterString('The MAF-ID', mafId));
}

/**
 * Kpsa, the key shared with Enrolee B, of Ke; both 32 bytes. `enroleeB` is the CSE-ID or AE-ID of Enrolee B exactly as both
 * ends know it: absolute and SP-relative forms give other keys. oneM2M TS-0003 10.3.3.
 * @throws InputError `key.length` or `key.character-string`
 */
export function deriveKpsa(ke: Uint8Array, enroleeB: string): Uint8Array {
  requireExactLength('Ke', ke, 32, 'oneM2M TS-0003 10.3.3');
  return derive(ke, connectionKeyUse, encodeCharacterString('The identifier of Enrolee B', enroleeB));
}

function derive(ke: Uint8Array, use: string, identifier: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', ke).update(use, 'ascii').update(identifier).digest());
}
