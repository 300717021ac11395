import { InputError } from '../../base/error.ts';
import {
  deleteByAid,
  type Installation,
  installForInstall,
  installForMakeSelectable,
  setStatusOf,
  storeDataBlock,
} from '../../card/globalplatform/content-commands.ts';
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
 * @throws InputError `data.length` for none or too many bytes: nothing was sent
 */
export async function storeData(channel: ContentChannel, data: Uint8Array): Promise<Uint8Array> {
  const size = channel.mostData;
  const total = Math.ceil(data.length / size);
  if (total === 0 || total > mostBlocks)
    throw new InputError('data.length', `${data.length} bytes cannot be stored.`, {
      hint: `Give 1 to ${mostBlocks * size} bytes.`,
      meaning: 'Nothing was sent to the card.',
    });
  let answer = new Uint8Array();
  for (let number = 0; number < total; number++) {
    const block = data.slice(number * size, (number + 1) * size);
    answer = new Uint8Array(await channel.run(storeDataBlock(number, number === total - 1, block)));
  }
  return answer;
}
