import { CardError, InputError } from '../../../base/error.ts';

/** Bytes that are no short message. `why` goes on after a colon and has no full stop. */
export function malformedSms(why: string, clause: string): InputError {
  return new InputError('sms.malformed', `This is not a short message: ${why}.`, {
    hint: 'Check that all bytes of the TPDU are there.',
    clause,
  });
}

/** Parts of a split message that do not make one. */
export function incompleteSms(why: string): CardError {
  return new CardError('sms.incomplete', `The parts do not make one message: ${why}.`, {
    hint: 'Collect all parts of one reference and nothing else.',
    clause: '3GPP TS 23.040 9.2.3.24.1',
  });
}
