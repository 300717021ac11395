import { equalBytes, fromHex, toHex } from '../../../base/bytes.ts';
import { CardError, CardwrightError } from '../../../base/error.ts';
import { getDataObject } from '../../../card/globalplatform/content-commands.ts';
import { decodeTlvs, type Tlv } from '../../../card/tlv/ber.ts';
import type { GpChangeInput } from '../../../contract/globalplatform.ts';
import type { CommandRunner, ContentChannel } from '../../../procedures/globalplatform/content-channel.ts';
import { storeData, storeDataBlocks } from '../../../procedures/globalplatform/manage-content.ts';
import type { ContentDraft } from './draft.ts';
import { malformedData } from './errors.ts';

/** STORE DATA: data objects for the security domain. Those with tags of one or two bytes can be asked for again. @throws InputError `gp.data-malformed`, `data.length` */
export async function draftStoreData(
  { data: text }: Extract<GpChangeInput, { kind: 'store-data' }>,
  channel: ContentChannel,
): Promise<ContentDraft> {
  const data = fromHex(text);
  const objects = objectsIn(data);
  // What cannot be written as commands is found before anything is planned.
  storeDataBlocks(data, channel.mostData);
  const changes = [];
  for (const { tag, value } of objects) {
    const before = await valueOf(channel, tag);
    changes.push({
      what: objectName(tag),
      ...(before === undefined ? {} : { before: toHex(before).toUpperCase() }),
      after: toHex(value).toUpperCase(),
    });
  }
  return {
    title: `Store ${objects.length === 1 ? 'a data object' : `${objects.length} data objects`} in the security domain`,
    changes,
    cautions: ['Data that a card does not tell cannot be compared before or after.'],
    blockers: [],
    expected: [],
    carryOut: (over, options) => storeData(over, data, options),
    readBack: async (over) => {
      const found = [];
      for (const { tag, value } of objects) {
        const now = await valueOf(over, tag);
        // What a card does not tell is no evidence of either.
        if (now !== undefined)
          found.push({
            what: objectName(tag),
            now: toHex(now).toUpperCase(),
            match: equalBytes(now, value),
          });
      }
      return found;
    },
  };
}

function objectsIn(data: Uint8Array): readonly Tlv[] {
  try {
    const objects = decodeTlvs(data);
    if (objects.length > 0) return objects;
  } catch (error) {
    if (error instanceof CardError) throw malformedData(error);
    throw error;
  }
  throw malformedData(undefined);
}

async function valueOf(runner: CommandRunner, tag: number): Promise<Uint8Array | undefined> {
  if (tag > 0xffff) return undefined;
  try {
    const object = await runner.run(getDataObject(tag));
    if (object === undefined) return undefined;
    return decodeTlvs(object).find((each) => each.tag === tag)?.value ?? object;
  } catch (error) {
    const refused = error instanceof CardwrightError && error.details['sw'] !== undefined;
    if (refused || (error instanceof CardError && error.code.startsWith('tlv.'))) return undefined;
    throw error;
  }
}

const names: ReadonlyMap<number, string> = new Map([
  [0x42, 'issuer identification number (42)'],
  [0x45, 'card image number (45)'],
  [0x4f, 'AID of the security domain (4F)'],
  [0x66, 'card data (66)'],
  [0x9f7f, 'production data (9F7F)'],
]);

function objectName(tag: number): string {
  return names.get(tag) ?? `data object ${tag.toString(16).toUpperCase()}`;
}
