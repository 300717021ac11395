import { concatBytes } from '../../../base/bytes.ts';
import { buildFcp } from '../../../card/fcp-build.ts';
import { encodeTlv } from '../../../card/tlv/ber.ts';
import type { Card } from './card.ts';
import type { CardFile } from './image.ts';
import { findKey } from './keys.ts';
import { freeBytes } from './memory-use.ts';
import { recordCountOf } from './records.ts';
import type { Channel } from './session.ts';

/** The template with which SELECT and STATUS answer, with the PIN states and the free memory of this moment. */
export function describeFile(card: Card, channel: Channel, file: CardFile): Uint8Array {
  const { header } = file;
  if (card.image.manners.payment) return paymentTemplate(header.aid ?? new Uint8Array());
  if (header.kind === 'ef') return buildEfTemplate(file);
  const pins = header.pins.map(({ reference }) => ({
    reference,
    enabled: findKey(card.image, channel, reference)?.enabled ?? false,
  }));
  return buildFcp({ ...header, pins, availableMemory: freeBytes(card.image) });
}

/** The FCP template of an EF with the sizes of its body. */
export function buildEfTemplate(file: CardFile): Uint8Array {
  const { header, body } = file;
  const recordCount = header.recordLength === undefined ? {} : { recordCount: recordCountOf(file) };
  return buildFcp({ ...header, size: body.length, ...recordCount });
}

/** An FCI of EMV book 1, 11.3.4: the name and, as only proprietary datum, the SFI of the payment directory. */
function paymentTemplate(name: Uint8Array): Uint8Array {
  const proprietary = encodeTlv(0xa5, encodeTlv(0x88, Uint8Array.of(1)));
  return encodeTlv(0x6f, concatBytes(encodeTlv(0x84, name), proprietary));
}
