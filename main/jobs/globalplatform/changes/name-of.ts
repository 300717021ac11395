import { toHex } from '../../../base/bytes.ts';
import { knownAidName } from '../../../card/globalplatform/known-aids.ts';

/** An AID for a person: `A0000000871002 (USIM)`. */
export function nameOf(aid: Uint8Array): string {
  const name = knownAidName(aid);
  return toHex(aid).toUpperCase() + (name === undefined ? '' : ` (${name})`);
}
