/** Status words of ETSI TS 102 221 10.2 that the software card gives. */
export const status = {
  ok: 0x9000,
  deactivated: 0x6283,
  terminated: 0x6284,
  searchUnsuccessful: 0x6282,
  cryptogramWrong: 0x6300,
  moreEntries: 0x6310,
  moreDataAvailable: 0x62f1,
  moreDataExpected: 0x63f1,
  wrongLength: 0x6700,
  channelNotSupported: 0x6881,
  secureMessagingNotSupported: 0x6882,
  incompatibleStructure: 0x6981,
  securityNotSatisfied: 0x6982,
  blocked: 0x6983,
  referenceInvalidated: 0x6984,
  conditionsNotSatisfied: 0x6985,
  noEfSelected: 0x6986,
  secureMessagingWrong: 0x6988,
  wrongData: 0x6a80,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  notEnoughMemory: 0x6a84,
  wrongP1P2: 0x6a86,
  lcInconsistent: 0x6a87,
  referenceNotFound: 0x6a88,
  fileExists: 0x6a89,
  nameExists: 0x6a8a,
  outsideFile: 0x6b00,
  wrongInstruction: 0x6d00,
  wrongClass: 0x6e00,
  maxValueReached: 0x9850,
  authenticationMac: 0x9862,
  authenticationContext: 0x9864,
} as const;

/** 63Cx: verification failed, x tries are left (15 at most can be told). */
export function triesLeftStatus(tries: number): number {
  return 0x63c0 | Math.min(tries, 15);
}
