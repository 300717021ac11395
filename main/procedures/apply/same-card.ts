import { CardError } from '../../base/error.ts';
import { mfIccid } from '../../card/files/mf/iccid.ts';
import { masterFile } from '../../card/path.ts';
import type { CardFiles } from '../card-files.ts';
import { iccidOf, inMasterFile } from '../inventory/identify.ts';
import { cardAnswer, readEfBySfi } from '../inventory/read-ef.ts';

/**
 * The card in the reader is the one with this ICCID.
 * @throws CardError `card.swapped`
 */
export async function checkSameCard(files: CardFiles, iccid: string): Promise<void> {
  const entered = await cardAnswer(files.session, () => files.select(masterFile));
  const found = entered.ok ? iccidOf(await readEfBySfi(files, inMasterFile(mfIccid))) : undefined;
  if (found === iccid) return;
  throw new CardError(
    'card.swapped',
    found === undefined
      ? 'The card in the reader does not tell its ICCID.'
      : `The card in the reader is ${found}, the plan is for ${iccid}.`,
    {
      hint: 'Put the card of the plan into the reader, or make a plan for this one.',
      meaning: 'Nothing was written to this card.',
      details: { expected: iccid, ...(found === undefined ? {} : { found }) },
    },
  );
}
