import { InputError } from '../base/error.ts';
import { groupDigits } from './output/print.ts';

/** What is about to be done to which card. */
export interface CardIntent {
  readonly iccid: string;
  /** `Write 5 changes`; goes on with “to” and the ICCID. */
  readonly what: string;
}

/**
 * Makes sure that the card that is meant is the card that was looked at: by --iccid, or by the last four digits typed at the terminal.
 * @returns the ICCID that the engine compares with the card before the first write
 */
export async function confirmCard(
  { iccid, what }: CardIntent,
  options: { yes?: boolean; iccid?: string },
): Promise<string> {
  const given = options.iccid?.replace(/\s/g, '');
  if (given !== undefined && given !== iccid)
    throw new InputError('card.other', 'The card that is named is another one.', {
      meaning: 'Nothing was written.',
      hint: 'Put the right card into the reader; a plan is then made again.',
      details: { card: iccid, given },
    });
  if (options.yes === true) {
    if (given !== undefined) return given;
    throw new InputError('card.which', '--yes needs --iccid: it says which card is meant.', {
      meaning: 'Nothing was written.',
      hint: `Add --iccid ${iccid} if that is the card.`,
    });
  }
  if (!process.stdin.isTTY)
    throw new InputError('card.unconfirmed', 'There is no terminal to confirm the write at.', {
      meaning: 'Nothing was written.',
      hint: 'Add --yes and --iccid.',
    });
  const { input } = await import('@inquirer/prompts');
  const digits = await input(
    {
      message: `${what} to ${groupDigits(iccid)}? Type its last four digits:`,
      validate: (text) => text.trim() === iccid.slice(-4) || 'Not the last four digits of this card.',
    },
    { output: process.stderr },
  );
  return iccid.slice(0, -4) + digits.trim();
}
