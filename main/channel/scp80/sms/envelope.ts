import { concatBytes } from '../../../base/bytes.ts';
import { InputError } from '../../../base/error.ts';
import { decodeTlvAt, encodeTlv } from '../../../card/tlv/ber.ts';
import { decodeComprehensionTlvs, encodeComprehensionTlv } from '../../../card/tlv/comprehension.ts';
import { decodeServiceCentre, encodeServiceCentre, type SmsAddress } from './address.ts';

/** ENVELOPE (SMS-PP DOWNLOAD), 3GPP TS 31.111 7.1.1.2. */
export interface SmsPpDownload {
  readonly serviceCentre?: SmsAddress;
  /** An SMS-DELIVER. */
  readonly tpdu: Uint8Array;
}

const downloadTag = 0xd1;
/** COMPREHENSION-TLV tags without the comprehension bit. */
const tags = { deviceIdentities: 0x02, address: 0x06, tpdu: 0x0b } as const;
const network = 0x83;
const uicc = 0x81;

/** The data of ENVELOPE, always below 256 bytes for a TPDU that fits into an SMS. */
export function encodeSmsPpDownload({ serviceCentre, tpdu }: SmsPpDownload): Uint8Array {
  return encodeTlv(
    downloadTag,
    concatBytes(
      encodeComprehensionTlv(tags.deviceIdentities, Uint8Array.of(network, uicc)),
      serviceCentre === undefined
        ? []
        : encodeComprehensionTlv(tags.address, encodeServiceCentre(serviceCentre), false),
      encodeComprehensionTlv(tags.tpdu, tpdu),
    ),
  );
}

/** Total: @throws InputError `sms.envelope-malformed`, CardError `tlv.malformed` */
export function decodeSmsPpDownload(envelope: Uint8Array): SmsPpDownload {
  const { tag, value, end } = decodeTlvAt(envelope, 0);
  if (tag !== downloadTag) throw malformed('it has another tag than D1');
  if (end !== envelope.length) throw malformed('bytes follow after it');
  const objects = decodeComprehensionTlvs(value);
  const valueOf = (wanted: number) => objects.find((object) => object.tag === wanted)?.value;
  const devices = valueOf(tags.deviceIdentities);
  if (devices?.length !== 2 || devices[0] !== network || devices[1] !== uicc)
    throw malformed('its device identities are not network to UICC');
  const tpdu = valueOf(tags.tpdu);
  if (tpdu === undefined) throw malformed('it has no TPDU');
  const address = valueOf(tags.address);
  return {
    tpdu,
    ...(address === undefined || address.length === 0 ? {} : { serviceCentre: decodeServiceCentre(address) }),
  };
}

function malformed(why: string): InputError {
  return new InputError('sms.envelope-malformed', `This is no SMS-PP download: ${why}.`, {
    hint: 'Give the data of the ENVELOPE command, from D1 on.',
    clause: '3GPP TS 31.111 7.1.1.2',
  });
}
