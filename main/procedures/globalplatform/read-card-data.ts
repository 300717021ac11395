import { CardError, CardwrightError } from '../../base/error.ts';
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
  /** What it told and nobody can read. */
  readonly unreadable: readonly CardError[];
}

/**
 * CPLC, key information, recognition data and numbers by GET DATA: no key is needed, nothing is changed. What a card refuses to tell
 * (many want a secure channel for some of it) is absent, and what cannot be read: no card is shut out for that.
 * @throws the link's error
 */
export async function readCardData(runner: CommandRunner): Promise<CardData> {
  const production = await told(runner, 0x9f7f);
  const keys = await told(runner, 0x00e0);
  const recognition = await told(runner, 0x0066);
  const issuer = await told(runner, 0x0042);
  const image = await told(runner, 0x0045);
  const unreadable: CardError[] = [];
  const read = <T>(decode: (object: Uint8Array) => T, object: Uint8Array | undefined): T | undefined => {
    if (object === undefined) return undefined;
    try {
      return decode(object);
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      unreadable.push(error);
      return undefined;
    }
  };
  const productionData = read(decodeProductionData, production);
  const keyInformation = read(decodeKeyInformation, keys);
  const recognitionData = read(decodeRecognitionData, recognition);
  const issuerNumber = read((object) => valueOf(object, 0x42), issuer);
  const imageNumber = read((object) => valueOf(object, 0x45), image);
  return {
    ...(productionData === undefined ? {} : { production: productionData }),
    ...(keyInformation === undefined ? {} : { keys: keyInformation }),
    ...(recognitionData === undefined ? {} : { recognition: recognitionData }),
    ...(issuerNumber === undefined ? {} : { issuer: issuerNumber }),
    ...(imageNumber === undefined ? {} : { image: imageNumber }),
    unreadable,
  };
}

async function told(runner: CommandRunner, tag: number): Promise<Uint8Array | undefined> {
  try {
    return await runner.run(getDataObject(tag));
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** The card has answered, with a status word that is an error. */
function isRefusal(error: unknown): boolean {
  return error instanceof CardwrightError && error.details['sw'] !== undefined;
}

/** Some cards give these two without their tag. */
function valueOf(object: Uint8Array, tag: number): Uint8Array | undefined {
  if (object[0] !== tag) return object;
  return object[1] === object.length - 2 ? findValue(decodeTlvs(object), tag) : object;
}
