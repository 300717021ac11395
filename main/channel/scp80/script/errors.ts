import { CardError, InputError } from '../../../base/error.ts';

/** `why` goes on after a colon and has no full stop. */
export function malformedScript(why: string): InputError {
  return new InputError('script.malformed', `This is not a remote APDU script: ${why}.`, {
    hint: 'Check its format, compact or expanded, and that all bytes are there.',
    clause: 'ETSI TS 102 226 5',
  });
}

export function malformedAnswer(why: string): CardError {
  return new CardError('script.response-malformed', `The answer to the script cannot be read: ${why}.`, {
    meaning: 'Which commands were executed is unknown until the card is read.',
    hint: 'Check whether the application answers in the compact or the expanded format; read the card.',
    clause: 'ETSI TS 102 226 5',
  });
}
