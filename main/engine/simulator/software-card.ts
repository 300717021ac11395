import { InputError } from '../../base/error.ts';
import { fileMemory } from '../../lab/memory-file.ts';
import { listSeeds, loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { withOwnIccid } from './own-iccid.ts';

/**
 * A new card that is kept in `file`. Only seeds that come with Cardwright: the name may come from a browser, and a path has no business there.
 * @param copy how many cards of this seed there are already
 * @throws InputError `seed.unknown`, StoreError `lab.memory`
 */
export function freshCard(seed: string, copy: number, file: string): Uicc {
  const names = listSeeds().map(({ name }) => name);
  if (!names.includes(seed))
    throw new InputError('seed.unknown', 'There is no such seed.', {
      hint: `Choose one of: ${names.join(', ')}.`,
    });
  return createUicc({ image: withOwnIccid(loadSeed(seed).image, copy), memory: fileMemory(file) });
}

/** The card that is kept in `file`. @throws StoreError `lab.image-malformed`, `lab.memory` */
export function restoreCard(file: string): Uicc {
  const memory = fileMemory(file);
  const image = memory.load();
  if (image === undefined)
    throw new InputError('simulator.no-card', 'The file of a simulated card is gone.', {
      hint: 'Remove the reader and add another.',
    });
  return createUicc({ image, memory: { ...memory, load: () => image } });
}
