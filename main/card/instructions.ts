import { hex8 } from '../base/bytes.ts';
import type { CommandApdu } from './apdu.ts';

/** Instructions whose name does not depend on the class: ETSI TS 102 221 table 10.5, TS 102 222 table 1. */
const common: ReadonlyMap<number, string> = new Map([
  [0x04, 'DEACTIVATE FILE'],
  [0x10, 'TERMINAL PROFILE'],
  [0x12, 'FETCH'],
  [0x14, 'TERMINAL RESPONSE'],
  [0x20, 'VERIFY PIN'],
  [0x24, 'CHANGE PIN'],
  [0x26, 'DISABLE PIN'],
  [0x28, 'ENABLE PIN'],
  [0x2c, 'UNBLOCK PIN'],
  [0x32, 'INCREASE'],
  [0x44, 'ACTIVATE FILE'],
  [0x50, 'INITIALIZE UPDATE'],
  [0x70, 'MANAGE CHANNEL'],
  [0x73, 'MANAGE SECURE CHANNEL'],
  [0x75, 'TRANSACT DATA'],
  [0x76, 'SUSPEND UICC'],
  [0x78, 'GET IDENTITY'],
  [0x7a, 'EXCHANGE CAPABILITIES'],
  [0x82, 'EXTERNAL AUTHENTICATE'],
  [0x84, 'GET CHALLENGE'],
  [0x88, 'AUTHENTICATE'],
  [0x89, 'AUTHENTICATE'],
  [0xa2, 'SEARCH RECORD'],
  [0xa4, 'SELECT'],
  [0xaa, 'TERMINAL CAPABILITY'],
  [0xb0, 'READ BINARY'],
  [0xb2, 'READ RECORD'],
  [0xc0, 'GET RESPONSE'],
  [0xc2, 'ENVELOPE'],
  [0xca, 'GET DATA'],
  [0xcb, 'RETRIEVE DATA'],
  [0xd4, 'RESIZE FILE'],
  [0xd6, 'UPDATE BINARY'],
  [0xd8, 'PUT KEY'],
  [0xda, 'PUT DATA'],
  [0xdb, 'SET DATA'],
  [0xdc, 'UPDATE RECORD'],
  [0xe0, 'CREATE FILE'],
  [0xe2, 'APPEND RECORD'],
  [0xe4, 'DELETE FILE'],
  [0xe6, 'TERMINATE DF'],
  [0xe8, 'TERMINATE EF'],
  [0xf0, 'SET STATUS'],
  [0xf2, 'STATUS'],
  [0xfe, 'TERMINATE CARD USAGE'],
]);

/** What the same instructions mean in the proprietary classes: GlobalPlatform Card Specification 11. */
const globalPlatform: ReadonlyMap<number, string> = new Map([
  [0xe2, 'STORE DATA'],
  [0xe4, 'DELETE'],
  [0xe6, 'INSTALL'],
  [0xe8, 'LOAD'],
]);

/** P1 values of GlobalPlatform GET STATUS; STATUS of TS 102 221 knows 00 to 02 only. */
const getStatusScopes = new Set([0x80, 0x40, 0x20, 0x10]);

/** Class 8X, CX, EX: GlobalPlatform and what TS 102 221 defines for UICCs; A0, of SIM cards before them, is not among them. */
export function isProprietaryClass(cla: number): boolean {
  return cla >= 0x80 && (cla & 0xf0) !== 0xa0;
}

/** The command in the standard's words, `READ BINARY`; `INS 5A` for an instruction Cardwright does not know. */
export function commandName({ cla, ins, p1 }: Pick<CommandApdu, 'cla' | 'ins' | 'p1'>): string {
  if (isProprietaryClass(cla)) {
    if (ins === 0xf2 && getStatusScopes.has(p1)) return 'GET STATUS';
    const name = globalPlatform.get(ins);
    if (name !== undefined) return name;
  }
  return common.get(ins) ?? `INS ${hex8(ins)}`;
}
