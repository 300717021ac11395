import { CardError } from '../../base/error.ts';
import { getStatus, type RegistryScope } from '../../card/globalplatform/content-commands.ts';
import { findValue, type Tlv } from '../../card/tlv/ber.ts';
import { answeredTlvs } from './answered-tlvs.ts';
import type { CommandRunner } from './content-channel.ts';

/** A security domain, application or package as the card's registry has it, GlobalPlatform Card Specification 2.3.1 table 11-36. */
export interface RegistryItem {
  readonly aid: Uint8Array;
  /** State byte of tables 11-3 to 11-6. */
  readonly lifeCycle: number;
  /** 1 or 3 bytes; absent for a package. */
  readonly privileges?: Uint8Array;
  /** Of an application the package it comes from, where the card tells. */
  readonly packageAid?: Uint8Array;
  readonly modules: readonly Uint8Array[];
}

/** A card that always has more would be asked for ever. */
const mostParts = 256;

/**
 * Everything of one kind, by GET STATUS until the card has no more.
 * @throws CardError `registry.malformed`, `card.endless-answer`; what {@link CommandRunner.run} throws
 */
export async function listRegistry(
  channel: CommandRunner,
  scope: RegistryScope,
): Promise<readonly RegistryItem[]> {
  const items: RegistryItem[] = [];
  for (let part = 0; part < mostParts; part++) {
    const { data, sw } = await channel.run(getStatus(scope, part > 0));
    items.push(...decodeRegistry(data));
    if (sw !== moreEntries) return items;
  }
  throw new CardError('card.endless-answer', 'The card lists more and more applications without end.', {
    hint: 'Take the card out and try another one.',
    meaning: 'The card was only read; nothing on it changed.',
  });
}

const moreEntries = 0x6310;

/** Total. @throws CardError `registry.malformed` */
export function decodeRegistry(data: Uint8Array): readonly RegistryItem[] {
  return tlvsOf(data).map(({ tag, value }) => {
    if (tag !== 0xe3) throw malformed('an entry has another tag than E3');
    const fields = tlvsOf(value);
    const aid = findValue(fields, 0x4f);
    const lifeCycle = findValue(fields, 0x9f70)?.at(0);
    if (aid === undefined || lifeCycle === undefined) throw malformed('an entry lacks AID or life cycle');
    const privileges = findValue(fields, 0xc5);
    const packageAid = findValue(fields, 0xc4);
    return {
      aid,
      lifeCycle,
      ...(privileges === undefined ? {} : { privileges }),
      ...(packageAid === undefined ? {} : { packageAid }),
      modules: fields.filter((field) => field.tag === 0x84).map((field) => field.value),
    };
  });
}

const tlvsOf = (bytes: Uint8Array): readonly Tlv[] => answeredTlvs(bytes, malformed);

function malformed(why: string, cause?: unknown): CardError {
  return new CardError('registry.malformed', `The card’s list of applications cannot be read: ${why}.`, {
    hint: 'Ask the issuer of the card which form of GET STATUS it knows.',
    meaning: 'The card was only read; nothing on it changed.',
    clause: 'GlobalPlatform Card Specification 2.3.1 11.4.3',
    cause,
  });
}
