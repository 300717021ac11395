import { CardError, InternalError, ReaderError } from '../main/base/error.ts';

/**
 * What can go wrong between this program and a card, in the same words for PC/SC and for simulated readers. `phase` says when: before
 * anything was sent the card is untouched; after a lost exchange nobody knows whether the card executed the command.
 */
export type Phase = 'connect' | 'exchange';

export interface Evidence {
  /** The code of PC/SC where there is one: `SCARD_E_SHARING_VIOLATION`. */
  readonly pcsc?: string;
  readonly cause?: unknown;
}

const meanings: Readonly<Record<Phase, string>> = {
  connect: 'Nothing was sent to the card.',
  exchange: 'It is not known whether the card executed the last command. It has to be read again.',
};

function advice(reader: string, phase: Phase, hint: string, evidence: Evidence) {
  return {
    hint,
    meaning: meanings[phase],
    details: { reader, ...(evidence.pcsc === undefined ? {} : { pcsc: evidence.pcsc }) },
    cause: evidence.cause,
  };
}

export function unknownReader(reader: string, evidence: Evidence = {}): ReaderError {
  return new ReaderError(
    'reader.unknown',
    `There is no reader “${reader}”.`,
    advice(reader, 'connect', 'Check the cable and choose a reader from the list.', evidence),
  );
}

export function readerLost(reader: string, phase: Phase, evidence: Evidence = {}): ReaderError {
  return new ReaderError(
    'reader.lost',
    `The reader “${reader}” was unplugged or stopped working.`,
    advice(reader, phase, 'Plug the reader in again and leave the card in it.', evidence),
  );
}

/** `owner` is this program or another one. */
export function readerHeld(
  reader: string,
  owner: 'this program' | 'another program',
  evidence: Evidence = {},
): ReaderError {
  return new ReaderError(
    'reader.held',
    `The card in “${reader}” is in use by ${owner}.`,
    advice(
      reader,
      'connect',
      owner === 'this program'
        ? 'Wait until the running operation on this reader has ended.'
        : 'Close the other program: often a SIM tool, a browser, or GnuPG (gpgconf --kill scdaemon).',
      evidence,
    ),
  );
}

export function readerNotReady(reader: string, phase: Phase, evidence: Evidence = {}): ReaderError {
  return new ReaderError(
    'reader.not-ready',
    `The reader “${reader}” does not respond.`,
    advice(reader, phase, 'Unplug the reader, wait a few seconds and plug it in again.', evidence),
  );
}

export function noPermission(reader: string | undefined, evidence: Evidence = {}): ReaderError {
  return new ReaderError('reader.no-permission', 'You may not use smart card readers on this machine.', {
    ...advice(
      reader ?? '',
      'connect',
      'Ask the administrator to allow it; the driver diagnosis shows the rule.',
      evidence,
    ),
    details: evidence.pcsc === undefined ? {} : { pcsc: evidence.pcsc },
  });
}

export function unexpected(reader: string, phase: Phase, evidence: Evidence): ReaderError {
  return new ReaderError(
    'reader.failed',
    `The reader “${reader}” reported an error that has no name here.`,
    advice(
      reader,
      phase,
      'Take the card out, put it in again and repeat; then run the driver diagnosis.',
      evidence,
    ),
  );
}

export function cardAbsent(reader: string, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.absent',
    `There is no card in “${reader}”.`,
    advice(reader, 'connect', 'Put a card into the reader.', evidence),
  );
}

/** No ATR, or a card that has fallen silent. */
export function cardMute(reader: string, phase: Phase, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.mute',
    phase === 'connect'
      ? `The card in “${reader}” does not answer to its reset.`
      : `The card in “${reader}” no longer answers.`,
    advice(
      reader,
      phase,
      'Take the card out, clean its contacts and put it in again, chip first and the right way up.',
      evidence,
    ),
  );
}

export function cardRemoved(reader: string, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.removed',
    `The card was taken out of “${reader}”.`,
    advice(reader, 'exchange', 'Put the same card in again and read it.', evidence),
  );
}

export function cardReset(reader: string, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.reset',
    `The card in “${reader}” was reset from outside this program.`,
    advice(reader, 'exchange', 'Close other programs that use the card, then read the card again.', evidence),
  );
}

/** `seconds`: how long this program waited. */
export function cardNoAnswer(reader: string, seconds: number, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.no-answer',
    `The card in “${reader}” gave no answer within ${seconds} seconds.`,
    advice(reader, 'exchange', 'Take the card out, put it in again and read it.', evidence),
  );
}

/** The reader could not carry the command or its answer: a bad contact, or a fault of the driver. */
export function exchangeFailed(reader: string, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.exchange-failed',
    `The exchange with the card in “${reader}” failed on the way.`,
    advice(reader, 'exchange', 'Clean the contacts of the card, put it in again and read it.', evidence),
  );
}

export function protocolMismatch(reader: string, evidence: Evidence = {}): CardError {
  return new CardError(
    'card.protocol-mismatch',
    `The card in “${reader}” speaks neither T=0 nor T=1.`,
    advice(
      reader,
      'connect',
      'Use a UICC; memory cards and some contactless cards do not work here.',
      evidence,
    ),
  );
}

/** A defect of ours: something was sent after the end. */
export function connectionClosed(reader: string): InternalError {
  return new InternalError('reader.connection-closed', `The connection to “${reader}” was already closed.`, {
    hint: 'Connect again.',
    meaning: meanings.connect,
  });
}
