import { join } from 'node:path';
import { fileMemory } from '../../../lab/memory-file.ts';
import { loadSeed } from '../../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../../lab/uicc/uicc.ts';

/** The key set of the card is replaced while the engine is killed. */
export const killChange = {
  kind: 'put-key',
  use: 'globalplatform',
  replaces: 48,
  version: 48,
  algorithm: 'aes-128',
} as const;

export const killKeys = { kind: 'stored', set: 'SCP03 48' } as const;

/** The card of the job; it lies in the folder of the store, so that it outlives the process as a real one does. */
export function killCard(folder: string): Uicc {
  const { image } = loadSeed('issuer-keys');
  return createUicc({ image, memory: fileMemory(join(folder, 'card.json')) });
}
