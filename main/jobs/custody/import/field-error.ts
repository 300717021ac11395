import { type ErrorAdvice, InputError } from '../../../base/error.ts';

/** What is wrong with a field. `place` is `field “kid”`, or `column “KID2”` where the file has columns. */
export interface FieldFault extends Omit<ErrorAdvice, 'details' | 'meaning'> {
  readonly code: string;
  /** One sentence; it never repeats what is in the field. */
  readonly what: (place: string) => string;
  readonly details?: ErrorAdvice['details'];
}

/** A field of a set does not fit. It is found by the name of the field, and told by the name that the file gives it. */
export class FieldError extends InputError {
  /** `kid`, `kid_kcv`, `applications.0.tar`. */
  readonly field: string;
  readonly #fault: FieldFault;

  constructor(field: string, fault: FieldFault, place = `field “${field}”`, shown = field) {
    const { code, what, details, ...advice } = fault;
    super(code, what(place), {
      ...advice,
      meaning: 'Nothing of this card was taken.',
      details: { field: shown, ...details },
    });
    this.field = field;
    this.#fault = fault;
  }

  /** The same, told to somebody who has a table before them. @param headings as they are written, by field */
  inColumn(headings: Headings): FieldError {
    const heading = headings.get(this.field) ?? headings.get(this.field.split('.')[0] ?? '');
    return heading === undefined
      ? this
      : new FieldError(this.field, this.#fault, `column “${heading}”`, heading);
  }
}

/** Columns of a set as the file writes them, by field; the check value of `kid` is `kid_kcv`. Only headings that `columnOf` knows. */
export type Headings = ReadonlyMap<string, string>;
