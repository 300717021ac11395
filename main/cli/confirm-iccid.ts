import { InputError } from '../base/error.ts';
import { groupDigits } from './output/print.ts';
import type { Session } from './session.ts';

/**
 * The ICCID of the card that is meant to authenticate: the one that was given, or that of the card in the reader once its last four digits have
 * been typed. The engine compares it with the card. @throws InputError `card.unconfirmed`
 */
export async function confirmIccid(
  session: Session,
  reader: string,
  given: string | undefined,
): Promise<string> {
  if (given !== undefined) return given.replace(/\s/g, '');
  const found = (await session.call('gba.readiness', { reader })).iccid ?? '';
  if (!process.stdin.isTTY || found === '')
    throw new InputError('card.unconfirmed', 'There is no terminal to confirm the card at.', {
      meaning: 'The card was not asked to authenticate.',
      hint: found === '' ? 'Add --iccid.' : `Add --iccid ${found} if that is the card.`,
    });
  const { input } = await import('@inquirer/prompts');
  const digits = await input(
    {
      message: `Let ${groupDigits(found)} authenticate? Type its last four digits:`,
      validate: (text) => text.trim() === found.slice(-4) || 'Not the last four digits of this card.',
    },
    { output: process.stderr },
  );
  return found.slice(0, -4) + digits.trim();
}
