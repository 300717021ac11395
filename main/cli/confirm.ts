import { InputError } from '../base/error.ts';
import type { PlanDoc } from '../contract/plan.ts';
import { groupDigits } from './output/print.ts';

/**
 * Makes sure that the card that is meant is the card of the plan: by --iccid, or by the last four digits typed at the terminal.
 * @returns the ICCID that the engine compares with the card before the first write
 */
export async function confirmCard(
  plan: PlanDoc,
  options: { yes?: boolean; iccid?: string },
): Promise<string> {
  const given = options.iccid?.replace(/\s/g, '');
  if (given !== undefined && given !== plan.iccid)
    throw new InputError('card.other', 'The plan was made for another card.', {
      meaning: 'Nothing was written.',
      hint: 'Put the right card into the reader and make the plan again.',
      details: { plan: plan.iccid, given },
    });
  if (options.yes === true) {
    if (given !== undefined) return given;
    throw new InputError('card.which', '--yes needs --iccid: it says which card is meant.', {
      meaning: 'Nothing was written.',
      hint: `Add --iccid ${plan.iccid} if that is the card.`,
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
      message: `Write ${plan.steps.length} changes to ${groupDigits(plan.iccid)}? Type its last four digits:`,
      validate: (text) => text.trim() === plan.iccid.slice(-4) || 'Not the last four digits of this card.',
    },
    { output: process.stderr },
  );
  return plan.iccid.slice(0, -4) + digits.trim();
}
