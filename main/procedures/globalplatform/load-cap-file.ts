import { concatBytes } from '../../base/bytes.ts';
import { InputError, throwIfCancelled } from '../../base/error.ts';
import { installForLoad, loadBlock } from '../../card/globalplatform/content-commands.ts';
import { encodeTlv } from '../../card/tlv/ber.ts';
import type { ProcedureOptions } from '../progress.ts';
import type { CapFile } from './cap-file.ts';
import type { ContentChannel } from './content-channel.ts';

/** LOAD counts its blocks in one byte. */
const mostBlocks = 256;

export interface LoadOptions extends ProcedureOptions {
  /** Security domain the package is to belong to; default: the one that is selected. */
  readonly domain?: Uint8Array;
}

/**
 * Loads the package of a CAP file: INSTALL [for load], then LOAD in blocks as long as the channel carries. The card makes it a package
 * with the last block; when it stops before, nothing of it remains.
 *
 * @throws InputError `cap.too-large`: nothing was sent; CancelledError between two blocks; what the card refuses with
 */
export async function loadCapFile(
  channel: ContentChannel,
  cap: CapFile,
  options: LoadOptions = {},
): Promise<void> {
  const blocks = loadBlocks(cap, channel.mostData);
  const total = blocks.length;
  throwIfCancelled(options.signal, 'Nothing was loaded.');
  await channel.run(installForLoad(cap.packageAid, options.domain ?? concatBytes()));
  for (const [number, block] of blocks.entries()) {
    throwIfCancelled(options.signal, 'The package was not loaded; the card has dropped what came of it.');
    options.onProgress?.({ what: 'Loading the package', done: number, total });
    await channel.run(loadBlock(number, number === total - 1, block));
  }
}

/** The blocks for LOAD. @param size of each, bytes @throws InputError `cap.too-large` */
export function loadBlocks({ code }: CapFile, size: number): readonly Uint8Array[] {
  const file = encodeTlv(0xc4, code);
  const total = Math.ceil(file.length / size);
  if (total > mostBlocks) throw tooLarge(file.length, mostBlocks * size);
  return Array.from({ length: total }, (_, number) => file.slice(number * size, (number + 1) * size));
}

function tooLarge(length: number, most: number): InputError {
  return new InputError('cap.too-large', 'The package is too large to be loaded.', {
    hint: 'Split the package, or open the channel with C-MAC only.',
    meaning: 'Nothing was sent to the card.',
    details: { length, most },
  });
}
