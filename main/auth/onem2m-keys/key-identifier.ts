import { fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import { faultOfFqdn, requireFqdn } from '../gba/fqdn.ts';
import { requireExactLength } from '../gba/required-length.ts';

/** How the hexadecimal part is written; TS-0003 leaves it open, xs:hexBinary has capitals. */
export type HexCase = 'upper' | 'lower';

/** The parts of KeID, the Key Identifier of the MAF, KmID or KpsaID. */
export interface KeyIdentifier {
  /** What stands before the @, as written. */
  readonly relative: string;
  /** Who issued the key: MEF, MAF, or the stakeholder that provisioned it. */
  readonly issuerFqdn: string;
}

/**
 * KeID (issuer: the MEF) or the Key Identifier of the MAF security framework (issuer: the MAF): hexBinary(relative)@FQDN.
 * oneM2M TS-0003 10.3.4 and 10.3.5. `relativeId` is 16 bytes.
 * @throws InputError `key.length` or `fqdn.malformed`
 */
export function formatKeyIdentifier(
  relativeId: Uint8Array,
  issuerFqdn: string,
  hexCase: HexCase = 'upper',
): string {
  requireExactLength('The relative key identifier', relativeId, 16, 'oneM2M TS-0003 10.3.4');
  requireFqdn('The name of the issuer', issuerFqdn);
  const hex = toHex(relativeId);
  return `${hexCase === 'upper' ? hex.toUpperCase() : hex}@${issuerFqdn}`;
}

/**
 * The parts of a KeID, Key Identifier, KpsaID (10.5) or KmID (10.6). The relative part has letters, digits, `.`, `_` and
 * `-`; a B-TID, which GBA puts in the same place, has others: see `parseBTid`.
 * @throws InputError `onem2m.key-identifier`
 */
export function parseKeyIdentifier(text: string): KeyIdentifier {
  const [relative = '', issuerFqdn, ...more] = text.split('@', 3);
  if (issuerFqdn === undefined || more.length > 0) throw malformed('it needs one @');
  if (!/^[A-Za-z0-9._-]+$/.test(relative))
    throw malformed('before the @ stand letters, digits, dots, hyphens and underscores');
  const fault = faultOfFqdn(issuerFqdn);
  if (fault !== undefined) throw malformed(`what follows the @ is not a domain name, ${fault}`);
  return { relative, issuerFqdn };
}

/**
 * The bytes of RelativeKeID or KcID in an identifier of 10.3.4 or 10.3.5, in whichever case they are written; `undefined`
 * when the relative part is none of these.
 */
export function relativeIdBytes({ relative }: KeyIdentifier): Uint8Array | undefined {
  return /^[0-9A-Fa-f]{32}$/.test(relative) ? fromHex(relative) : undefined;
}

function malformed(reason: string): InputError {
  return new InputError('onem2m.key-identifier', `This is not a key identifier: ${reason}.`, {
    hint: 'A key identifier is a name given by the issuer, an @ and the domain name of the issuer.',
    clause: 'oneM2M TS-0003 10.3.4',
  });
}
