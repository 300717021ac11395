import type { Command } from 'commander';
import type { KeyInput } from '../contract/secret.ts';
import { askSecret, keyInputOf } from './secrets.ts';

export interface PinOptions {
  readonly pinFile?: string;
  readonly pin?: boolean;
  readonly lastTry?: boolean;
}

/** The PIN of the application of a card: by file, by CARDWRIGHT_PIN1, or typed. */
export function addPinOptions(command: Command): Command {
  return command
    .option('--pin', 'present PIN1 where the card wants it: from CARDWRIGHT_PIN1, or typed')
    .option('--pin-file <file>', 'file that holds PIN1')
    .option('--last-try', 'present it although one try is left');
}

export async function pinOf({ pin, pinFile, lastTry }: PinOptions): Promise<{
  readonly pin?: KeyInput;
  readonly lastTry?: boolean;
}> {
  const given = pinFile !== undefined || pin === true || (process.env['CARDWRIGHT_PIN1'] ?? '') !== '';
  const secret = given
    ? keyInputOf(await askSecret({ name: 'PIN1', file: pinFile, variable: 'CARDWRIGHT_PIN1' }))
    : undefined;
  return {
    ...(secret === undefined ? {} : { pin: secret }),
    ...(lastTry === undefined ? {} : { lastTry }),
  };
}
