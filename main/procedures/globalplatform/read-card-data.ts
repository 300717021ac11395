import { CardwrightError } from '../../base/error.ts';
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
 * CPLC, key information, recognition data and numbers by GET DATA: no key is needed, nothing is changed. What a card refuses to tell
 * (many want a secure channel for some of it) is absent.
 * @throws CardError `card-data.malformed`; the link's error
 */
export async function readCardData(runner: CommandRunner): Promise<CardData> {
  const production = await told(runner, 0x9f7f);
  const keys = await told(runner, 0x00e0);
  const recognition = await told(runner, 0x0066);
  const issuer = valueOf(await told(runner, 0x0042), 0x42);
  const image = valueOf(await told(runner, 0x0045), 0x45);
  return {
    ...(production === undefined ? {} : { production: decodeProductionData(production) }),
    ...(keys === undefined ? {} : { keys: decodeKeyInformation(keys) }),
    ...(recognition === undefined ? {} : { recognition: decodeRecognitionData(recognition) }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(image === undefined ? {} : { image }),
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
function valueOf(object: Uint8Array | undefined, tag: number): Uint8Array | undefined {
  if (object === undefined || object[0] !== tag) return object;
  return object[1] === object.length - 2 ? findValue(decodeTlvs(object), tag) : object;
}
