import { hex8 } from '../../base/bytes.ts';

/** Response status codes of ETSI TS 102 225 table 5 and 3GPP TS 31.115 table 5 that a card gives. */
export const porStatus = {
  ok: 0x00,
  checksumFailed: 0x01,
  counterLow: 0x02,
  counterHigh: 0x03,
  counterBlocked: 0x04,
  cipheringError: 0x05,
  unidentifiedSecurityError: 0x06,
  insufficientMemory: 0x07,
  moreTime: 0x08,
  tarUnknown: 0x09,
  insufficientSecurityLevel: 0x0a,
  answerBySubmit: 0x0b,
  answerByUssd: 0x0c,
} as const;

export interface PorStatusMeaning {
  readonly code: number;
  /** The standard’s words. */
  readonly name: string;
  /** The script was handed to the application, is being handed, or never was. */
  readonly outcome: 'done' | 'pending' | 'refused' | 'unknown';
  /** What it means for the card. */
  readonly meaning: string;
  /** What to do next. */
  readonly hint: string;
}

type Row = readonly [
  code: number,
  name: string,
  outcome: PorStatusMeaning['outcome'],
  meaning: string,
  hint: string,
];

const rows: readonly Row[] = [
  [
    porStatus.ok,
    'PoR OK',
    'done',
    'The packet was genuine and its script was executed; each command has its own status word.',
    'Look at the number of commands executed and at the last status word.',
  ],
  [
    porStatus.checksumFailed,
    'RC/CC/DS failed',
    'refused',
    'The card found the checksum wrong and executed nothing. Many cards count this and block the key set after some failures.',
    'Check KID, its algorithm and the key set number before you send again.',
  ],
  [
    porStatus.counterLow,
    'CNTR low',
    'refused',
    'The card has seen this counter or a higher one, and executed nothing.',
    'Raise the counter of this key set above the card’s and send again; the answer may carry the card’s counter.',
  ],
  [
    porStatus.counterHigh,
    'CNTR high',
    'refused',
    'The counter is more than one above the card’s, and the packet asked for exactly one. Nothing was executed.',
    'Use the card’s counter plus one, or the rule “higher”.',
  ],
  [
    porStatus.counterBlocked,
    'CNTR blocked',
    'refused',
    'The counter of this key set is at its maximum; the key set accepts nothing any more.',
    'Use another key set, and replace this one through it.',
  ],
  [
    porStatus.cipheringError,
    'Ciphering error',
    'refused',
    'The card could not decipher the packet and executed nothing.',
    'Check KIc, its algorithm and the key set number.',
  ],
  [
    porStatus.unidentifiedSecurityError,
    'Unidentified security error',
    'refused',
    'The card did not understand the header of the packet; its answer is neither ciphered nor signed, so anyone could have made it.',
    'Check the key set number, the algorithms and SPI; the card may not have this key set.',
  ],
  [
    porStatus.insufficientMemory,
    'Insufficient memory to process the incoming message',
    'refused',
    'The packet is larger than the card’s buffer; nothing was executed.',
    'Send the script in smaller packets.',
  ],
  [
    porStatus.moreTime,
    'More time',
    'pending',
    'The card is still executing; a second response follows.',
    'Leave the card powered, poll it with STATUS and wait for the second response.',
  ],
  [
    porStatus.tarUnknown,
    'TAR unknown',
    'refused',
    'No application on the card has this TAR; nothing was executed.',
    'Check the TAR, and that the application is installed and selectable.',
  ],
  [
    porStatus.insufficientSecurityLevel,
    'Insufficient security level',
    'refused',
    'The application asks for more protection than the packet has; nothing was executed.',
    'Use a cryptographic checksum, ciphering and a counter as the issuer prescribes for this application.',
  ],
  [
    porStatus.answerBySubmit,
    'Actual response data follow by SMS-SUBMIT',
    'pending',
    'The script was taken; the answer comes through the proactive channel.',
    'Fetch the proactive command and read the response in its SMS-SUBMIT.',
  ],
  [
    porStatus.answerByUssd,
    'Actual response data follow by USSD',
    'pending',
    'The script was taken; the answer comes in a USSD request through the proactive channel.',
    'Fetch the proactive command and read the response in its USSD string.',
  ],
];

const known: ReadonlyMap<number, PorStatusMeaning> = new Map(
  rows.map(([code, name, outcome, meaning, hint]) => [code, { code, name, outcome, meaning, hint }]),
);

/** Total over 0 to 255: reserved and proprietary codes are said to be so. */
export function meaningOfPorStatus(code: number): PorStatusMeaning {
  const proprietary = code >= 0xc0 && code <= 0xfe;
  return (
    known.get(code) ?? {
      code,
      name: `${proprietary ? 'Proprietary' : 'Reserved'} status ${hex8(code)}`,
      outcome: 'unknown',
      meaning: proprietary
        ? 'The maker of the card defined this status; whether the script was executed is unknown.'
        : 'The standard does not define this status; whether the script was executed is unknown.',
      hint: proprietary
        ? 'Look the status up in the card’s manual, and read the card.'
        : 'Read the card to see what has changed.',
    }
  );
}
