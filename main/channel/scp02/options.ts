/** Bits of the implementation option “i” of SCP02, GlobalPlatform Card Specification 2.3.1 table E-1. */
export const scp02Option = {
  threeKeys: 0x01,
  macOnUnmodified: 0x02,
  explicitInitiation: 0x04,
  icvOverAid: 0x08,
  icvEncryption: 0x10,
  rMac: 0x20,
  pseudoRandomChallenge: 0x40,
} as const;

/** The option of most cards: three keys, MAC on the modified APDU, explicit initiation, encrypted ICV, pseudo-random challenge. */
export const usualScp02Option = 0x55;

/** Whether a channel begins with INITIALIZE UPDATE; else the first command with a C-MAC begins it, E.1.2. */
export function isExplicit(options: number): boolean {
  return (options & scp02Option.explicitInitiation) !== 0;
}
