import { concatBytes, isFilledWith, toHex } from '../../../base/bytes.ts';
import { decodeTlvs, encodeTlv, findValue, type Tlv } from '../../tlv/ber.ts';
import type { Codec, FieldSpan } from '../declare.ts';
import { attempt, malformed, unusable } from './errors.ts';
import { fillingField, fillUp } from './filling.ts';
import { bytesOf } from './hex.ts';
import { membersOf, textOf } from './part.ts';
import { asFileError, tagText } from './tlv-holder.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** A NAF with its Ua security protocol identifier (ten hexadecimal digits), and the B-TID of the bootstrapping its key is from. */
export type GbaNaf = { readonly fqdn: string; readonly uaProtocol: string; readonly bTid: string };

const nafId = 0x80;
const bTidTag = 0x81;
/** Bytes of the Ua security protocol identifier at the end of a NAF_ID, 3GPP TS 33.220 annex H. */
const uaLength = 5;

/** A NAF_ID and a B-TID in data objects, 3GPP TS 31.102 4.2.83. */
export const gbaNafList: Codec<GbaNaf> = {
  decode(bytes) {
    const objects = objectsIn(bytes);
    const stranger = objects.find(({ tag }) => tag !== nafId && tag !== bTidTag);
    if (stranger !== undefined) throw malformed(`tag ${tagText(stranger.tag)} has no meaning here`);
    const naf = findValue(objects, nafId);
    const bTid = findValue(objects, bTidTag);
    if (naf === undefined || bTid === undefined || objects.length !== 2)
      throw malformed('one NAF_ID (tag 80) and one B-TID (tag 81) are expected');
    return { ...splitNafId(naf), bTid: decodeUtf8(bTid) };
  },
  encode(value, size) {
    const member = membersOf(value, ['fqdn', 'uaProtocol', 'bTid']);
    const uaProtocol = bytesOf(member('uaProtocol'));
    if (uaProtocol.length !== uaLength) throw unusable('a Ua security protocol identifier has five bytes');
    const naf = concatBytes(encodeUtf8(textOf(member('fqdn'))), uaProtocol);
    const bTid = encodeUtf8(textOf(member('bTid')));
    return fillUp(concatBytes(encodeTlv(nafId, naf), encodeTlv(bTidTag, bTid)), size);
  },
  fields(bytes) {
    if (isFilledWith(bytes, 0xff)) return fillingField(bytes, 0);
    const objects = attempt(() => objectsIn(bytes));
    if (!objects.ok)
      return [
        { name: 'Content', value: toHex(bytes), offset: 0, length: bytes.length, note: objects.problem },
      ];
    const end = objects.value.at(-1)?.end ?? 0;
    return [...objects.value.map(objectField), ...fillingField(bytes, end)];
  },
  isUnassigned: (bytes) => isFilledWith(bytes, 0xff),
  summary: ({ fqdn, bTid }) => `${fqdn} with ${bTid}`,
};

function objectsIn(bytes: Uint8Array): readonly Tlv[] {
  return asFileError(() => decodeTlvs(bytes));
}

function splitNafId(naf: Uint8Array): { readonly fqdn: string; readonly uaProtocol: string } {
  if (naf.length < uaLength) throw malformed('the NAF_ID is shorter than a Ua security protocol identifier');
  return { fqdn: decodeUtf8(naf.subarray(0, -uaLength)), uaProtocol: toHex(naf.subarray(-uaLength)) };
}

function objectField({ tag, value, end }: Tlv): FieldSpan {
  const span = { offset: end - value.length, length: value.length };
  const read = attempt(() => {
    if (tag === bTidTag) return decodeUtf8(value);
    const { fqdn, uaProtocol } = splitNafId(value);
    return `${fqdn}, Ua protocol ${uaProtocol}`;
  });
  const name = tag === nafId ? 'NAF_ID' : tag === bTidTag ? 'B-TID' : `Object ${tagText(tag)}`;
  if (tag !== nafId && tag !== bTidTag)
    return { ...span, name, value: toHex(value), note: 'has no meaning here' };
  return read.ok
    ? { ...span, name, value: read.value }
    : { ...span, name, value: toHex(value), note: read.problem };
}
