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

const rows: readonly PorStatusMeaning[] = [
  {
    code: porStatus.ok,
    name: 'PoR OK',
    outcome: 'done',
    meaning: 'The packet was genuine and its script was executed; each command has its own status word.',
    hint: 'Look at the number of commands executed and at the last status word.',
  },
  {
    code: porStatus.checksumFailed,
    name: 'RC/CC/DS failed',
    outcome: 'refused',
    meaning:
      'The card found the checksum wrong and executed nothing. Many cards count this and block the key set after some failures.',
    hint: 'Check KID, its algorithm and the key set number before you send again.',
  },
  {
    code: porStatus.counterLow,
    name: 'CNTR low',
    outcome: 'refused',
    meaning: 'The card has seen this counter or a higher one, and executed nothing.',
    hint: 'Raise the counter of this key set above the card’s and send again; the answer may carry the card’s counter.',
  },
  {
    code: porStatus.counterHigh,
    name: 'CNTR high',
    outcome: 'refused',
    meaning:
      'The counter is more than one above the card’s, and the packet asked for exactly one. Nothing was executed.',
    hint: 'Use the card’s counter plus one, or the rule “higher”.',
  },
  {
    code: porStatus.counterBlocked,
    name: 'CNTR blocked',
    outcome: 'refused',
    meaning: 'The counter of this key set is at its maximum; the key set accepts nothing any more.',
    hint: 'Use another key set, and replace this one through it.',
  },
  {
    code: porStatus.cipheringError,
    name: 'Ciphering error',
    outcome: 'refused',
    meaning: 'The card could not decipher the packet and executed nothing.',
    hint: 'Check KIc, its algorithm and the key set number.',
  },
  {
    code: porStatus.unidentifiedSecurityError,
    name: 'Unidentified security error',
    outcome: 'refused',
    meaning:
      'The card did not understand the header of the packet; its answer is neither ciphered nor signed, so anyone could have made it.',
    hint: 'Check the key set number, the algorithms and SPI; the card may not have this key set.',
  },
  {
    code: porStatus.insufficientMemory,
    name: 'Insufficient memory to process the incoming message',
    outcome: 'refused',
    meaning: 'The packet is larger than the card’s buffer; nothing was executed.',
    hint: 'Send the script in smaller packets.',
  },
  {
    code: porStatus.moreTime,
    name: 'More time',
    outcome: 'pending',
    meaning: 'The card is still executing; a second response follows.',
    hint: 'Leave the card powered, poll it with STATUS and wait for the second response.',
  },
  {
    code: porStatus.tarUnknown,
    name: 'TAR unknown',
    outcome: 'refused',
    meaning: 'No application on the card has this TAR; nothing was executed.',
    hint: 'Check the TAR, and that the application is installed and selectable.',
  },
  {
    code: porStatus.insufficientSecurityLevel,
    name: 'Insufficient security level',
    outcome: 'refused',
    meaning: 'The application asks for more protection than the packet has; nothing was executed.',
    hint: 'Use a cryptographic checksum, ciphering and a counter as the issuer prescribes for this application.',
  },
  {
    code: porStatus.answerBySubmit,
    name: 'Actual response data follow by SMS-SUBMIT',
    outcome: 'pending',
    meaning: 'The script was taken; the answer comes through the proactive channel.',
    hint: 'Fetch the proactive command and read the response in its SMS-SUBMIT.',
  },
  {
    code: porStatus.answerByUssd,
    name: 'Actual response data follow by USSD',
    outcome: 'pending',
    meaning: 'The script was taken; the answer comes in a USSD request through the proactive channel.',
    hint: 'Fetch the proactive command and read the response in its USSD string.',
  },
];

const known: ReadonlyMap<number, PorStatusMeaning> = new Map(rows.map((row) => [row.code, row]));

/** Total over 0 to 255: reserved and proprietary codes are said to be so. */
export function meaningOfPorStatus(code: number): PorStatusMeaning {
  const proprietary = code >= 0xc0 && code <= 0xfe;
  return (
    known.get(code) ?? { code, outcome: 'unknown', ...(proprietary ? ofTheMaker(code) : reserved(code)) }
  );
}

function ofTheMaker(code: number): Pick<PorStatusMeaning, 'name' | 'meaning' | 'hint'> {
  return {
    name: `Proprietary status ${hex8(code)}`,
    meaning: 'The maker of the card defined this status; whether the script was executed is unknown.',
    hint: 'Look the status up in the card’s manual, and read the card.',
  };
}

function reserved(code: number): Pick<PorStatusMeaning, 'name' | 'meaning' | 'hint'> {
  return {
    name: `Reserved status ${hex8(code)}`,
    meaning: 'The standard does not define this status; whether the script was executed is unknown.',
    hint: 'Read the card to see what has changed.',
  };
}
