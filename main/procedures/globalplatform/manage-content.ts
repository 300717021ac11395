import { InputError, throwIfCancelled } from '../../base/error.ts';
import {
  deleteByAid,
  type Installation,
  installForInstall,
  installForMakeSelectable,
  setStatusOf,
  storeDataBlock,
} from '../../card/globalplatform/content-commands.ts';
import type { ProcedureOptions } from '../progress.ts';
import type { ContentChannel } from './content-channel.ts';

/** Makes an application from a module of a package that is on the card. @throws InputError `aid.invalid`; what the card refuses with */
export function installApplet(channel: ContentChannel, installation: Installation): Promise<void> {
  return channel.run(installForInstall(installation));
}

/** Makes an installed application selectable. @param privileges that it keeps */
export function makeSelectable(
  channel: ContentChannel,
  aid: Uint8Array,
  privileges: Uint8Array,
): Promise<void> {
  return channel.run(installForMakeSelectable(aid, privileges));
}

/** Deletes an application or package; `related`: a package together with its applications. */
export function deleteObject(channel: ContentChannel, aid: Uint8Array, related = false): Promise<void> {
  return channel.run(deleteByAid(aid, related));
}

/** Changes the life cycle state of the card (by the AID of its security domain) or of an application. */
export function setStatus(
  channel: ContentChannel,
  scope: 'security-domain' | 'applications',
  state: number,
  aid: Uint8Array,
): Promise<void> {
  return channel.run(setStatusOf(scope, state, aid));
}

const mostBlocks = 256;

/**
 * Hands data objects in BER-TLV to the security domain, in as few blocks as the channel carries.
 * @returns the card's answer to the last block
 * @throws InputError `data.length` for none or too many bytes: nothing was sent; CancelledError between two blocks
 */
export async function storeData(
  channel: ContentChannel,
  data: Uint8Array,
  { signal, onProgress }: ProcedureOptions = {},
): Promise<Uint8Array> {
  const blocks = storeDataBlocks(data, channel.mostData);
  const total = blocks.length;
  let answer = new Uint8Array();
  for (const [number, block] of blocks.entries()) {
    throwIfCancelled(signal, 'A part of the data may be stored.');
    onProgress?.({ what: 'Storing data', done: number, total });
    answer = new Uint8Array(await channel.run(storeDataBlock(number, number === total - 1, block)));
  }
  return answer;
}

/** The blocks for STORE DATA. @param size of each, bytes @throws InputError `data.length` for none or too many bytes */
export function storeDataBlocks(data: Uint8Array, size: number): readonly Uint8Array[] {
  const total = Math.ceil(data.length / size);
  if (total === 0 || total > mostBlocks)
    throw new InputError('data.length', `${data.length} bytes cannot be stored.`, {
      hint: `Give 1 to ${mostBlocks * size} bytes.`,
      meaning: 'Nothing was sent to the card.',
    });
  return Array.from({ length: total }, (_, number) => data.slice(number * size, (number + 1) * size));
}
