import { hex8 } from '../../base/bytes.ts';
import { AccessError, CardError, type CardwrightError, InputError } from '../../base/error.ts';
import { type PorStatusMeaning, porStatus } from '../../channel/scp80/response-status.ts';

interface Refusal {
  readonly code: string;
  /** It is about keys and rights. */
  readonly access?: true;
}

const refusals: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [porStatus.checksumFailed, { code: 'ota.checksum-refused', access: true }],
  [porStatus.counterLow, { code: 'ota.counter-low' }],
  [porStatus.counterHigh, { code: 'ota.counter-high' }],
  [porStatus.counterBlocked, { code: 'ota.counter-blocked', access: true }],
  [porStatus.cipheringError, { code: 'ota.ciphering-refused', access: true }],
  [porStatus.unidentifiedSecurityError, { code: 'ota.security-refused', access: true }],
  [porStatus.insufficientMemory, { code: 'ota.buffer-exceeded' }],
  [porStatus.tarUnknown, { code: 'ota.tar-unknown' }],
  [porStatus.insufficientSecurityLevel, { code: 'ota.security-level', access: true }],
]);
/** Any status that is no refusal of the standard. */
const other: Refusal = { code: 'ota.status' };

/**
 * A response status other than “PoR OK” as an error, with the meaning and the remedy of the table.
 * @param cardCounter the counter that the card has told, higher than the one it refused
 */
export function refusedPacket(status: PorStatusMeaning, cardCounter?: number): CardwrightError {
  const { code, name, meaning, hint, outcome } = status;
  const refusal = refusals.get(code) ?? other;
  const kind = refusal.access === true ? AccessError : CardError;
  return new kind(refusal.code, `The card answers the packet with “${name}”.`, {
    meaning,
    hint:
      cardCounter === undefined
        ? hint
        : `Send it again with a counter above ${cardCounter}, which is the card’s; that of a stored key set has been raised to it.`,
    clause: 'ETSI TS 102 225 5.2.4',
    details: { status: hex8(code), outcome, ...(cardCounter === undefined ? {} : { cardCounter }) },
  });
}

/** A proof of receipt was asked for, and none came. */
export function noProofOfReceipt(): CardError {
  return new CardError('ota.no-proof', 'The card took the packet and gave no proof of receipt.', {
    meaning: 'Whether the script was executed is unknown until the card is read.',
    hint: 'Read the card; then check TAR and key set, some cards are silent about packets that they do not accept.',
    clause: '3GPP TS 31.115 4.4',
  });
}

/** The only proofs of receipt that came are those of other packets. */
export function foreignProof(): CardError {
  return new CardError('ota.foreign-proof', 'The proof of receipt that came is that of another packet.', {
    meaning: 'Whether the script was executed is unknown until the card is read.',
    hint: 'Read the card before you send anything again; TAR or counter of the proof are not those of this packet.',
    clause: '3GPP TS 31.115 4.4',
  });
}

/** @param least bytes that the step needs */
export function bufferTooSmall(name: string, least: number, limit: number): InputError {
  return new InputError(
    'ota.buffer-too-small',
    `${name} needs a packet of ${least} bytes, and the card’s buffer holds ${limit}.`,
    {
      hint: 'Give the size of the buffer from the card’s documents, or use another route.',
      meaning: 'Nothing was sent for this step.',
      details: { least, limit },
    },
  );
}

/** A command of a script that was not executed because one before it failed. */
export function notReached(): CardError {
  return new CardError('ota.not-reached', 'The script ended before this step.', {
    meaning: 'This step was not begun.',
    hint: 'Look at the step that failed.',
    clause: 'ETSI TS 102 226 5.1.2',
  });
}

/** @param why from the answer, without full stop */
export function endedScript(why: string): CardError {
  return new CardError('ota.script-ended', `The card ended the script: ${why}.`, {
    meaning: 'The commands before it have been executed; this one was not.',
    hint: 'Check which script formats the application takes.',
    clause: 'ETSI TS 102 226 5.2.2',
  });
}

export function impossibleCount(commands: number): CardError {
  return new CardError('ota.count', 'The card does not tell how many commands of the script it executed.', {
    meaning: 'Which commands were executed is unknown until the card is read.',
    hint: 'Read the card again and make a new plan.',
    clause: 'ETSI TS 102 226 5.1.2',
    details: { commands },
  });
}

export function proofRequired(): InputError {
  return new InputError('ota.proof-required', 'A plan over OTA needs a proof of receipt for each packet.', {
    hint: 'Ask for a proof of receipt always; without it nobody knows what was executed.',
    clause: 'ETSI TS 102 225 5.1.1',
  });
}

/** @param aid of the application whose files are to be changed; undefined for those below the MF */
export function noTar(aid: string | undefined): InputError {
  const whose = aid === undefined ? 'the files below the MF' : `the application ${aid}`;
  return new InputError('ota.tar-missing', `There is no TAR for ${whose}.`, {
    hint: 'Give the TAR of its remote file management from the card’s documents, often B00000 for the MF and B00001 for the USIM.',
    meaning: 'Nothing was sent for this step.',
    clause: 'ETSI TS 101 220 annex D',
  });
}
