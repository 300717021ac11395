import {
  CardError,
  type CardwrightError,
  InputError,
  InterruptedError,
  MismatchError,
} from '../../base/error.ts';

const unsent = 'Nothing was sent to the card.';

/** A packet with a counter and typed keys: only who typed them knows what the card has seen. */
export function counterNeeded(): InputError {
  return new InputError('ota.counter-needed', 'With typed keys the packet needs a counter.', {
    hint: 'Give a counter higher than the last one the card has accepted, or store the key set, which then keeps it.',
    meaning: unsent,
    clause: 'ETSI TS 102 225 5.1.4',
  });
}

/** The last counter there is was typed. */
export function counterAtEnd(): InputError {
  return new InputError(
    'ota.counter-at-end',
    'With this counter the card would block the key set for good.',
    {
      hint: 'Give a counter a little above the last one that the card has accepted.',
      meaning: unsent,
      clause: 'ETSI TS 102 225 5.1.4',
    },
  );
}

/** A counter was given for a stored key set. @param next the one that would be spent */
export function counterKept(next: number): InputError {
  return new InputError('ota.counter-kept', 'The counter of a stored key set is kept by the station.', {
    hint: 'Leave the counter out; raise the stored one if the card is ahead of it.',
    meaning: unsent,
    clause: 'ETSI TS 102 225 5.1.4',
    details: { next },
  });
}

/** @param step name of the file whose content is secret */
export function secretInPlain(step: string): InputError {
  return new InputError(
    'ota.secret-in-plain',
    `The content of ${step} is secret, and the packet is not ciphered.`,
    {
      hint: 'Cipher the packet.',
      meaning: unsent,
      details: { file: step },
    },
  );
}

export function otherCard(found: string | undefined, expected: string): CardError {
  return new CardError(
    'ota.other-card',
    found === undefined
      ? 'The card in the reader does not tell its ICCID.'
      : `The card in the reader is ${found}, the packet is for ${expected}.`,
    {
      hint: 'Put the card that is meant into the reader.',
      meaning: 'No counter was spent and nothing was sent to this card.',
      details: { expected, ...(found === undefined ? {} : { found }) },
    },
  );
}

export function notACommand(): InputError {
  return new InputError('ota.answers-what', 'What the response answers is not a command packet.', {
    hint: 'Give the command packet that was sent before the response came.',
    meaning: 'Nothing was decoded.',
  });
}

/** A plan keeps its counters and names its key set in its receipt. */
export function planNeedsSet(): InputError {
  return new InputError('ota.plan-needs-set', 'A plan is sent with a stored key set.', {
    hint: 'Import the key set first; with typed keys the packets can only be looked at.',
    meaning: unsent,
  });
}

/** @param receipt its number */
export function notAsPlanned(receipt: number): MismatchError {
  return new MismatchError(
    'ota.not-as-planned',
    'The card took the packets and does not hold what was planned.',
    {
      hint: 'Look at the receipt for what was read back, and make a new plan.',
      meaning: 'The card is not as it should be.',
      details: { receipt },
    },
  );
}

/** The card or the reader went away when the packet had left. */
export function interruptedPacket(cause: CardwrightError): InterruptedError {
  return new InterruptedError(
    'ota.interrupted',
    'The card or the reader went away while the packet was on its way.',
    {
      hint: 'Put the same card in again and read what the script should have changed, before it is sent again.',
      meaning: 'Whether the script was executed is unknown until the card is read; its counter is used up.',
      details: { reason: cause.code },
      cause,
    },
  );
}
