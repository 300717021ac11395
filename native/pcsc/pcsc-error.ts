import type { CardError, CardwrightError, ReaderError } from '../../main/base/error.ts';
import {
  cardAbsent,
  cardMute,
  cardRemoved,
  cardReset,
  exchangeFailed,
  noPermission,
  type Phase,
  protocolMismatch,
  readerHeld,
  readerLost,
  readerNotReady,
  unexpected,
  unknownReader,
} from '../reader-errors.ts';
import { codeOf } from './code-of.ts';
import type { PcscFault } from './codes.ts';
import { lookForService, serviceTrouble } from './service-state.ts';

/** An error of the binding in our words, and its fault by the table, `undefined` where the binding did not say. */
export interface TranslatedError {
  readonly fault: PcscFault | undefined;
  readonly error: CardwrightError;
}

interface PcscEvidence {
  readonly cause: unknown;
  readonly pcsc?: string;
}

export function translate(cause: unknown, reader: string, phase: Phase): TranslatedError {
  const code = codeOf(cause, process.platform);
  const evidence = { cause, ...(code === undefined ? {} : { pcsc: code.name }) };
  // pcsc-lite has one code for a connection that the binding has no words for: polkit does not allow this user to use cards.
  const unworded = phase === 'connect' && process.platform === 'linux' ? 'no-permission' : 'unexpected';
  const wording = wordings[code?.fault ?? unworded];
  return { fault: code?.fault, error: wording(reader, phase, evidence) };
}

type Wording = (reader: string, phase: Phase, evidence: PcscEvidence) => CardError | ReaderError;

const wordings: Readonly<Record<PcscFault, Wording>> = {
  'service-gone': (_, phase, evidence) => serviceTrouble(evidence.cause, lookForService(), phase).problem,
  'no-permission': (reader, _, evidence) => noPermission(reader, evidence),
  'reader-unknown': (reader, phase, evidence) =>
    phase === 'connect' ? unknownReader(reader, evidence) : readerLost(reader, phase, evidence),
  'reader-lost': readerLost,
  'stale-handle': readerLost,
  'reader-not-ready': readerNotReady,
  held: (reader, _, evidence) => readerHeld(reader, 'another program', evidence),
  'card-absent': (reader, phase, evidence) =>
    phase === 'connect' ? cardAbsent(reader, evidence) : cardRemoved(reader, evidence),
  'card-removed': (reader, _, evidence) => cardRemoved(reader, evidence),
  'card-mute': cardMute,
  'card-reset': (reader, _, evidence) => cardReset(reader, evidence),
  'protocol-mismatch': (reader, _, evidence) => protocolMismatch(reader, evidence),
  timeout: lostOnTheWay,
  'broken-link': lostOnTheWay,
  'exchange-failed': lostOnTheWay,
  cancelled: unexpected,
  unexpected,
};

function lostOnTheWay(reader: string, phase: Phase, evidence: PcscEvidence): CardError | ReaderError {
  return phase === 'connect' ? readerNotReady(reader, phase, evidence) : exchangeFailed(reader, evidence);
}
