import { concatBytes, fromHex, u16be } from '../../../base/bytes.ts';
import { CardError } from '../../../base/error.ts';
import { decodeTlvs, encodeTlv, type Tlv } from '../../../card/tlv/ber.ts';
import { keyType } from '../../../channel/key-data.ts';
import type { CommandHandler } from '../os/command.ts';
import { Refusal } from '../os/refusal.ts';
import type { SecurityDomain } from '../os/security-domain.ts';
import { status } from '../os/status.ts';
import type { OtaKeySet } from '../ota/state.ts';
import { requireChannel, requireDomain, withDomain } from './domain.ts';

/** GET DATA, GlobalPlatform Card Specification 2.3.1 11.3: the data object with the tag P1 P2. */
export const getData: CommandHandler = {
  name: 'GET DATA',
  ins: 0xca,
  cla: 'etsi',
  case: 'out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1, p2 }) => {
    const tag = (p1 << 8) | p2;
    const value = objectOf(requireDomain(card), card.image.ota?.keySets ?? [], tag);
    if (value === undefined) throw new Refusal(status.referenceNotFound);
    return { data: encodeTlv(tag, value) };
  },
};

function objectOf(
  domain: SecurityDomain,
  otaKeySets: readonly OtaKeySet[],
  tag: number,
): Uint8Array | undefined {
  if (tag === 0xe0) return keyInformation(domain, otaKeySets);
  if (tag === 0xc1) return defaultCounter(domain);
  if (tag === 0x66) return recognitionData(domain);
  return domain.objects.get(tag);
}

/** Sequence counter of the default key set: two bytes in SCP02, three in SCP03. */
function defaultCounter({ keySets }: SecurityDomain): Uint8Array | undefined {
  const [keySet] = keySets;
  if (keySet === undefined) return undefined;
  const { protocol, sequenceCounter } = keySet;
  return concatBytes(protocol === 'scp02' ? [] : [sequenceCounter >> 16], u16be(sequenceCounter));
}

/** Key information template: C0 with key identifier, version, type and length for each key. Table 11-33. */
function keyInformation({ keySets }: SecurityDomain, otaKeySets: readonly OtaKeySet[]): Uint8Array {
  const entry = (id: number, version: number, type: number, key: Uint8Array): Uint8Array =>
    encodeTlv(0xc0, Uint8Array.of(id, version, type, key.length));
  const entries = keySets.flatMap(({ version, protocol, enc, mac, dek }) =>
    [enc, mac, dek].map((key, i) =>
      entry(i + 1, version, protocol === 'scp02' ? keyType.des : keyType.aes, key),
    ),
  );
  const ota = otaKeySets.flatMap(({ index, algorithm, kic, kid, kik }) =>
    [kic, kid, ...(kik === undefined ? [] : [kik])].map((key, i) =>
      entry(i + 1, index, algorithm === 'aes' ? keyType.aes : keyType.des, key),
    ),
  );
  return concatBytes(...entries, ...ota);
}

/** Object identifiers below 1.2.840.114283, the arc of GlobalPlatform. */
const arc = fromHex('2a864886fc6b');

/** Card recognition data, Card Specification 2.3.1 H.2: card and version 2.3.1, and each secure channel protocol with its “i”. */
function recognitionData({ keySets }: SecurityDomain): Uint8Array {
  const oid = (...numbers: readonly number[]): Uint8Array => encodeTlv(0x06, concatBytes(arc, numbers));
  const protocols = new Map(
    keySets.map(({ protocol, parameters }) => {
      const number = protocol === 'scp02' ? 2 : 3;
      return [`${number}/${parameters}`, oid(4, number, parameters)];
    }),
  );
  return encodeTlv(
    0x73,
    concatBytes(
      oid(1),
      encodeTlv(0x60, oid(2, 2, 3, 1)),
      encodeTlv(0x63, oid(3)),
      ...[...protocols.values()].map((protocol) => encodeTlv(0x64, protocol)),
    ),
  );
}

/** STORE DATA, 11.11: data objects in BER-TLV in one or more blocks, kept when the last has come. */
export const storeData: CommandHandler = {
  name: 'STORE DATA',
  ins: 0xe2,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1, p2, data }) => {
    const { objects } = requireDomain(card);
    requireChannel(card);
    const { session } = card;
    // Data that are encrypted with the DEK besides are not for this card.
    if ((p1 & 0x60) !== 0) throw new Refusal(status.wrongP1P2);
    if (p2 === 0) session.domain.stored = [];
    if (p2 !== session.domain.stored.length) throw new Refusal(status.wrongP1P2);
    session.domain.stored = [...session.domain.stored, data];
    if ((p1 & 0x80) === 0) return {};
    const stored = concatBytes(...session.domain.stored);
    session.domain.stored = [];
    const next = new Map(objects);
    for (const { tag, value } of readTlvs(stored)) next.set(tag, value);
    card.commit(withDomain(card.image, { objects: next }));
    return {};
  },
};

/** @throws Refusal 6A80 */
export function readTlvs(bytes: Uint8Array): readonly Tlv[] {
  try {
    return decodeTlvs(bytes);
  } catch (error) {
    if (error instanceof CardError) throw new Refusal(status.wrongData);
    throw error;
  }
}
