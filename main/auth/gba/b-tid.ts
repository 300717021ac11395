import { CardwrightError, InputError } from '../../base/error.ts';
import { fromBase64, toBase64 } from '../digest/base64.ts';
import { faultOfFqdn, requireFqdn } from './fqdn.ts';
import { requireExactLength } from './required-length.ts';

/** The name of a bootstrapping: its challenge, and the BSF that holds its key. */
export interface BootstrappingTransaction {
  /** 16 bytes. */
  readonly rand: Uint8Array;
  readonly bsfFqdn: string;
}

/**
 * B-TID: base64(RAND)@BSF. 3GPP TS 33.220 4.5.2.
 * @throws InputError `key.length` or `fqdn.malformed`
 */
export function formatBTid({ rand, bsfFqdn }: BootstrappingTransaction): string {
  requireExactLength('RAND', rand, 16, '3GPP TS 33.220 4.5.2');
  requireFqdn('The name of the BSF', bsfFqdn);
  return `${toBase64(rand)}@${bsfFqdn}`;
}

/**
 * The parts of a B-TID. A BSF may issue others than TS 33.220 says: to use a B-TID there is no need to take it apart.
 * @throws InputError `gba.b-tid`
 */
export function parseBTid(text: string): BootstrappingTransaction {
  const [encoded = '', bsfFqdn, ...more] = text.split('@', 3);
  if (bsfFqdn === undefined || more.length > 0) throw malformed('it needs one @');
  const rand = fromBase64(encoded);
  if (rand?.length !== 16) throw malformed('what stands before the @ is not 16 bytes in base64');
  const fault = faultOfFqdn(bsfFqdn);
  if (fault !== undefined) throw malformed(`what follows the @ is not a domain name, ${fault}`);
  return { rand, bsfFqdn };
}

/** RAND of a B-TID; `undefined` for one of another form, which a BSF may issue: then there is nothing to compare. */
export function randIn(bTid: string): Uint8Array | undefined {
  try {
    return parseBTid(bTid).rand;
  } catch (error) {
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

function malformed(reason: string): InputError {
  return new InputError('gba.b-tid', `This is not a bootstrapping transaction identifier: ${reason}.`, {
    hint: 'A B-TID is the challenge in base64, an @ and the domain name of the BSF.',
    clause: '3GPP TS 33.220 4.5.2',
  });
}
