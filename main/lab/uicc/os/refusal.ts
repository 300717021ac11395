import { hex16 } from '../../../base/bytes.ts';
import { CardError } from '../../../base/error.ts';

/** Thrown by a command of the software card to end with an error status word and without data. It never leaves the card. */
export class Refusal extends CardError {
  readonly sw: number;

  constructor(sw: number) {
    super('lab.refused', `The software card refuses with ${hex16(sw)}.`, {
      hint: 'Look the status word up in ETSI TS 102 221 10.2.',
    });
    this.sw = sw;
  }
}
