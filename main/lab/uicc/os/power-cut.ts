import { InterruptedError } from '../../../base/error.ts';

/** Thrown by a commit that the power did not last for. It never leaves the card. */
export class PowerCut extends InterruptedError {
  constructor() {
    super('lab.power-cut', 'The software card lost its power.', { hint: 'Reset the card.' });
  }
}
