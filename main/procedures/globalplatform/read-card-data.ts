import { getDataObject } from '../../card/globalplatform/content-commands.ts';
import { decodeTlvs, findValue } from '../../card/tlv/ber.ts';
import {
  decodeKeyInformation,
  decodeProductionData,
  decodeRecognitionData,
  type KeyInformation,
  type ProductionData,
  type RecognitionData,
} from './card-data.ts';
import type { CommandRunner } from './content-channel.ts';

/** What a security domain tells of itself; what it does not have is absent. */
export interface CardData {
  readonly production?: ProductionData;
  readonly keys?: readonly KeyInformation[];
  readonly recognition?: RecognitionData;
  /** Issuer identification number, tag 42. */
  readonly issuer?: Uint8Array;
  /** Card image number, tag 45. */
  readonly image?: Uint8Array;
}

/**
 * CPLC, key information, recognition data and numbers by GET DATA: no key is needed, nothing is changed.
 * @throws CardError `card-data.malformed`; a refusal other than “no such data”
 */
export async function readCardData(runner: CommandRunner): Promise<CardData> {
  const production = await runner.run(getDataObject(0x9f7f));
  const keys = await runner.run(getDataObject(0x00e0));
  const recognition = await runner.run(getDataObject(0x0066));
  const issuer = valueOf(await runner.run(getDataObject(0x0042)), 0x42);
  const image = valueOf(await runner.run(getDataObject(0x0045)), 0x45);
  return {
    ...(production === undefined ? {} : { production: decodeProductionData(production) }),
    ...(keys === undefined ? {} : { keys: decodeKeyInformation(keys) }),
    ...(recognition === undefined ? {} : { recognition: decodeRecognitionData(recognition) }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Some cards give these two without their tag. */
function valueOf(object: Uint8Array | undefined, tag: number): Uint8Array | undefined {
  if (object === undefined || object[0] !== tag) return object;
  return object[1] === object.length - 2 ? findValue(decodeTlvs(object), tag) : object;
}
