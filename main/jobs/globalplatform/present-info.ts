import { hex8, hex16, toHex } from '../../base/bytes.ts';
import type { GpInfoDoc } from '../../contract/globalplatform.ts';
import type { CardData } from '../../procedures/globalplatform/read-card-data.ts';
import type { CardChange } from '../../store/card-changes.ts';
import type { KeySet } from '../custody/types.ts';
import { presentError } from '../present/error.ts';
import { keyTypeName } from './changes/key-change.ts';

/** What a security domain told without keys, with the key sets that the station has for the card. */
export function presentInfo(
  reader: string,
  iccid: string | undefined,
  aid: Uint8Array,
  data: CardData,
  sets: readonly KeySet[],
  unresolved: readonly CardChange[],
): GpInfoDoc {
  const { production, recognition, issuer, image, keys = [] } = data;
  const versions = new Set(keys.map(({ version }) => version));
  const [change] = unresolved;
  const byte = (value: number): string => hex8(value).toLowerCase();
  const word = (value: number): string => hex16(value).toLowerCase();
  return {
    reader,
    ...(iccid === undefined ? {} : { iccid }),
    aid: toHex(aid),
    ...(production === undefined
      ? {}
      : {
          production: {
            icFabricator: word(production.icFabricator),
            icType: word(production.icType),
            operatingSystem: word(production.operatingSystem),
            serialNumber: toHex(production.serialNumber),
            batch: word(production.batch),
            fabricationDate: word(production.fabricationDate),
          },
        }),
    ...(recognition === undefined
      ? {}
      : {
          recognition: {
            ...(recognition.version === undefined ? {} : { version: recognition.version }),
            protocols: recognition.protocols.map(({ protocol, parameters }) => ({
              protocol: `SCP${hex8(protocol)}`,
              option: byte(parameters),
            })),
          },
        }),
    ...(issuer === undefined ? {} : { iin: toHex(issuer) }),
    ...(image === undefined ? {} : { cin: toHex(image) }),
    keys: keys.map(({ id, version, type, length }) => ({ id, version, type: keyTypeName(type), length })),
    sets: sets.map((set) => ({ id: set.id, name: set.name, onCard: versions.has(versionOf(set)) })),
    ...(data.unreadable.length === 0 ? {} : { unreadable: data.unreadable.map(presentError) }),
    ...(change === undefined ? {} : { unresolved: change.document.title }),
  };
}

const versionOf = (set: KeySet): number => (set.kind === 'ota' ? set.index : set.version);
