import type { ErrorDoc } from '../contract/error.ts';

/** What a script can rely on. `cardwright --help` and the README list them. */
export const exitCodes = {
  done: 0,
  internal: 1,
  input: 2,
  reader: 3,
  card: 4,
  access: 5,
  mismatch: 6,
  interrupted: 7,
  store: 8,
  network: 9,
  cancelled: 130,
} as const;

export function exitCodeOf(error: Pick<ErrorDoc, 'kind'>): number {
  return exitCodes[error.kind];
}

export const exitCodeHelp = `
Exit codes:
  0  done, and what was to be checked is right
  1  a defect in Cardwright
  2  the command line, a profile or a value is wrong
  3  PC/SC or the reader
  4  no card, a mute card, another card, a file that is not there
  5  a PIN or ADM key is wrong, blocked or missing
  6  the card is not as it should be (verify, health, receipt chain)
  7  interrupted: the state of one step is unknown until the card is read again
  8  the store or its key
  9  the network
  130 cancelled`;
