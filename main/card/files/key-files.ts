import type { FilePath } from '../path.ts';

/** Files of a USIM that hold keys or security contexts: EF_KEYS, EF_KEYSPS, EF_MSK, EF_MUK, EF_EPSNSC. 3GPP TS 31.102 4.2. */
const inApplication: ReadonlySet<number> = new Set([0x6f08, 0x6f09, 0x6fd7, 0x6fd8, 0x6fe4]);

/** The same below a DF, by its FID: DF_GSM-ACCESS (TS 31.102 4.4.3), DF_5GS (4.4.11), DF_GSM of old SIMs (TS 51.011 10.3). */
const inDirectory: ReadonlyMap<number, ReadonlySet<number>> = new Map([
  [0x5f3b, new Set([0x4f20, 0x4f52])],
  [0x5fc0, new Set([0x4f03, 0x4f04, 0x4f05])],
  [0x7f20, new Set([0x6f20, 0x6f52])],
]);

/** RID of oneM2M: in its applications 6F08 and 6F09 are EF_INCSEIDS and EF_MAFFQDN, TS-0003 D.1.3. */
const oneM2mProvider = 'a000000645';

/**
 * Whether the path may lead to a file that holds keys, by whatever name the application is reached: its AID, a part of it, 7FFF for
 * the current one, or a FID of its ADF. An ADF is never below a DF 5Fxx, so files there are told by their directory alone.
 */
export function mayHoldKeys({ aid, fids }: FilePath): boolean {
  const fid = fids.at(-1);
  const directory = fids.at(-2);
  if (fid === undefined) return false;
  if (directory !== undefined && inDirectory.get(directory)?.has(fid) === true) return true;
  if (aid?.startsWith(oneM2mProvider) === true) return false;
  return (directory === undefined || directory >> 8 !== 0x5f) && inApplication.has(fid);
}
