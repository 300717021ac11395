import { CardError, CardwrightError, InputError } from '../../../base/error.ts';

/** What a codec throws for bytes that no value has: CardError `file.malformed`. `why` goes on after a colon and has no full stop. */
export function malformed(why: string): CardError {
  return new CardError('file.malformed', `The content is malformed: ${why}.`, {
    hint: 'Read the file again; if it stays so, write a correct value.',
    meaning: 'The card is unharmed; a device that reads this file will not understand it.',
    details: { reason: why },
  });
}

/** What a codec throws for a value that does not fit: InputError `value.too-long`. Both in bytes. */
export function tooLong(needed: number, available: number): InputError {
  return new InputError('value.too-long', `The value needs ${bytes(needed)} and there are ${available}.`, {
    hint: 'Use a shorter value, or have the file made larger.',
    meaning: 'Nothing was written.',
    details: { needed, available },
  });
}

/** What a codec throws for a value that has no coding: InputError `value.malformed`. */
export function unusable(why: string): InputError {
  return new InputError('value.malformed', `This value cannot be coded: ${why}.`, {
    hint: 'Correct the value.',
    meaning: 'Nothing was written.',
    details: { reason: why },
  });
}

/** The reason inside an error of a codec, to stand as a note beside a field. */
export function reasonOf(error: CardwrightError): string {
  const reason = error.details['reason'];
  return typeof reason === 'string' ? reason : error.message;
}

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** Runs a decoder and turns what it refuses into a note; a defect of ours still surfaces. */
export function attempt<T>(run: () => T): Attempt<T> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (error instanceof CardwrightError) return { ok: false, problem: reasonOf(error) };
    throw error;
  }
}

export function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
