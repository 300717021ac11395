import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex, u16be } from '../../base/bytes.ts';
import { decodeProactiveCommand } from '../../card/proactive.ts';
import { crc16, crc32 } from '../crypto/crc.ts';
import published from '../vectors/scp80.json' with { type: 'json' };
import library from '../vectors/scp80-library.json' with { type: 'json' };
import more from '../vectors/scp80-more.json' with { type: 'json' };
import { buildCommandPacket, openCommandPacket, readCommandPacket } from './command-packet.ts';
import { decodeCounter } from './counter.ts';
import { decodeKeyIndicator, type KeyIndicator } from './kic-kid.ts';
import type { PacketKeys, PacketSecurity } from './protection.ts';
import { openResponsePacket, responseSecurity } from './response-packet.ts';
import { decodeCompactAnswer, decodeCompactScript, encodeCompactScript } from './script/compact.ts';
import { joinPacket, splitPacket } from './sms/concatenation.ts';
import { dataDownload, decodeSmsDeliver, encodeSmsDeliver } from './sms/deliver.ts';
import { decodeSmsPpDownload, encodeSmsPpDownload } from './sms/envelope.ts';
import { decodeSmsSubmit } from './sms/submit.ts';
import { decodeUserData } from './sms/user-data.ts';
import { decodeSpi } from './spi.ts';

interface Vector {
  readonly name: string;
  readonly keys: { readonly kic: string; readonly kid: string };
  readonly tar?: string;
  readonly cntr?: string;
  readonly apdu?: string;
  readonly spi?: string;
  readonly command_packet?: string;
  readonly sms_deliver_tpdu?: string;
  readonly response_packet_with_udh?: string;
  readonly por?: string;
  readonly n_commands?: number;
  readonly last_sw?: string;
}
const vectors: readonly Vector[] = published.vectors;
const keysOf = (keys: { readonly kic?: string; readonly kid?: string }): PacketKeys => ({
  ...(keys.kic === undefined ? {} : { kic: fromHex(keys.kic) }),
  ...(keys.kid === undefined ? {} : { kid: fromHex(keys.kid) }),
});

/** The tool builds the packet without CPL where nothing is ciphered; the standard has it always (3GPP TS 31.115 4.2). */
function withCpl({ name, command_packet: hex }: Vector): Uint8Array {
  const packet = fromHex(hex!);
  return name.includes('omits leading CPL') ? concatBytes(u16be(packet.length), packet) : packet;
}

/** Builds again what `packet` is, from its decoded fields. */
function rebuild(
  packet: Uint8Array,
  keys: PacketKeys,
  counter: number,
  data: Uint8Array,
  macLength: 4 | 8 = 8,
): string {
  const { spi, kicByte, kidByte, tar } = readCommandPacket(packet, keys).header;
  const use = spi.check === 'none' ? spi.porCheck : spi.check;
  const [kic, kid] = [decodeKeyIndicator(kicByte, 'kic'), decodeKeyIndicator(kidByte, use)];
  return toHex(buildCommandPacket({ spi, kic, kid, tar, counter, data, macLength }, keys));
}

describe('command packets', () => {
  test.each(vectors.filter((vector) => vector.command_packet !== undefined))('$name', (vector) => {
    const packet = withCpl(vector);
    const keys = keysOf(vector.keys);
    const counter = decodeCounter(fromHex(vector.cntr ?? '00'));
    const opened = openCommandPacket(packet, keys);
    expect(toHex(opened.data)).toBe(vector.apdu);
    expect(toHex(opened.tar)).toBe(vector.tar);
    expect(opened.counter).toBe(counter);
    if (vector.spi !== undefined) expect(toHex(packet.slice(3, 5))).toBe(vector.spi);
    expect(rebuild(packet, keys, counter, fromHex(vector.apdu!))).toBe(toHex(packet));
    const script = decodeCompactScript(opened.data);
    expect(script).toHaveLength(1);
    expect(toHex(encodeCompactScript(script))).toBe(vector.apdu);
  });

  test.each(more.commands)('$name', (vector) => {
    const packet = fromHex(vector.packet);
    const keys = keysOf(vector);
    expect(openCommandPacket(packet, keys)).toMatchObject({
      counter: vector.counter,
      data: fromHex(vector.data),
    });
    expect(rebuild(packet, keys, vector.counter, fromHex(vector.data))).toBe(vector.packet);
  });

  test.each(library.commands)('$name', ({ packet, counter, data, mac_length: length, ...vector }) => {
    const keys = keysOf(vector);
    const opened = openCommandPacket(fromHex(packet), keys);
    expect(opened).toMatchObject({ counter, data: fromHex(data) });
    // Where nothing asks for KID its bits are the tool’s own.
    if (opened.spi.check === 'cc')
      expect(rebuild(fromHex(packet), keys, counter, fromHex(data), length === 4 ? 4 : 8)).toBe(packet);
  });

  test.each(vectors.filter((vector) => vector.sms_deliver_tpdu !== undefined))(
    'SMS-DELIVER of $name',
    (vector) => {
      const published = fromHex(vector.sms_deliver_tpdu!);
      const udl = published.indexOf(0x03, 15);
      // The tool counts the user data header only in TP-UDL; the standard counts all user data (3GPP TS 23.040 9.2.3.16).
      expect(() => decodeSmsDeliver(published)).toThrow(expect.objectContaining({ code: 'sms.malformed' }));
      const tpdu = Uint8Array.from(published);
      tpdu[udl] = published.length - udl - 1;
      const message = decodeSmsDeliver(tpdu);
      expect(message).toMatchObject({ originator: { type: 0x81, digits: '12345678' }, ...dataDownload });
      const { kind, packet } = joinPacket([message.userData]);
      expect(kind).toBe('command');
      expect(toHex(packet)).toBe(vector.command_packet);
      const [userData] = splitPacket(packet, 'command', 0);
      expect(toHex(encodeSmsDeliver({ ...message, userData: userData! }))).toBe(toHex(tpdu));
    },
  );
});

describe('response packets', () => {
  const threeDes: KeyIndicator = { algorithm: '3des-2', index: 3 };
  /** Two of the published responses stand without their commands; their names say how they are protected. */
  function securityOf(vector: Vector): PacketSecurity {
    if (vector.command_packet !== undefined)
      return responseSecurity(readCommandPacket(withCpl(vector)).header);
    const check = vector.name.includes('signed') ? 'cc' : 'none';
    return { check, ciphering: false, kic: threeDes, kid: threeDes };
  }

  test.each(vectors.filter((vector) => vector.response_packet_with_udh !== undefined))('$name', (vector) => {
    const { kind, packet } = joinPacket([decodeUserData(fromHex(vector.response_packet_with_udh!))]);
    expect(kind).toBe('response');
    const security = securityOf(vector);
    const { status, data, authentic } = openResponsePacket(packet, security, keysOf(vector.keys));
    expect(status).toMatchObject({ code: 0, name: 'PoR OK', outcome: 'done' });
    expect(authentic).toBe(security.check === 'cc');
    const answer = decodeCompactAnswer(data);
    expect(answer).toEqual({
      executed: vector.n_commands ?? 1,
      sw: Number.parseInt(vector.last_sw!, 16),
      data: new Uint8Array(),
    });
  });

  test.each(more.responses)('$name', (vector) => {
    const { packet } = joinPacket([decodeUserData(fromHex(vector.response))]);
    const [spi1, spi2] = fromHex(vector.spi);
    const [kicByte, kidByte] = fromHex(vector.kic_kid);
    const security = responseSecurity({
      spi: decodeSpi(spi1!, spi2!),
      kicByte: kicByte!,
      kidByte: kidByte!,
      tar: new Uint8Array(3),
      checksumLength: 0,
    });
    const opened = openResponsePacket(packet, security, keysOf(vector));
    expect(toHex(opened.data)).toBe(vector.data);
    expect(opened.authentic).toBe(true);
  });
});

test.each(library.responses)(
  'response: $name',
  ({ spi, kic_kid: indicators, response, counter, data, ...vector }) => {
    const [spi1, spi2] = fromHex(spi);
    const [kicByte, kidByte] = fromHex(indicators);
    const security = responseSecurity({
      spi: decodeSpi(spi1!, spi2!),
      kicByte: kicByte!,
      kidByte: kidByte!,
      tar: new Uint8Array(3),
      checksumLength: 0,
    });
    const opened = openResponsePacket(fromHex(response), security, keysOf(vector));
    expect(opened).toMatchObject({ counter, status: { name: 'PoR OK' }, data: fromHex(data) });
    expect(opened.authentic).toBe(security.check === 'cc');
  },
);

test('a captured exchange with CRC-32, ciphering and a proof of receipt by SMS-SUBMIT', () => {
  const { kic, counter, script, envelope, proactive, answer } = more.exchange;
  const keys = { kic: fromHex(kic) };
  const download = decodeSmsPpDownload(fromHex(envelope));
  expect(toHex(encodeSmsPpDownload(download))).toBe(envelope);
  const message = decodeSmsDeliver(download.tpdu);
  expect(toHex(encodeSmsDeliver(message))).toBe(toHex(download.tpdu));
  const { packet } = joinPacket([message.userData]);
  const opened = openCommandPacket(packet, keys);
  expect(toHex(opened.data)).toBe(script);
  expect(opened).toMatchObject({ counter, spi: { check: 'rc', counter: 'higher', porBySubmit: true } });
  expect(decodeCompactScript(opened.data).map((command) => command.le)).toEqual([256, 256]);
  expect(rebuild(packet, keys, counter, opened.data)).toBe(toHex(packet));
  const command = decodeProactiveCommand(fromHex(proactive));
  expect(command.name).toBe('SEND SHORT MESSAGE');
  const submit = decodeSmsSubmit(command.objects.find(({ tag }) => tag === 0x0b)!.value);
  const response = joinPacket([submit.userData]);
  expect(response.kind).toBe('response');
  const receipt = openResponsePacket(response.packet, responseSecurity(opened), keys);
  expect(receipt).toMatchObject({ status: { code: 0 }, counter, authentic: false });
  expect(toHex(receipt.data)).toBe(answer);
});

test('CRC examples of the standard', () => {
  const message = fromHex(more.crc.message);
  expect(toHex(crc16(message))).toBe(more.crc.crc16);
  expect(toHex(crc32(message))).toBe(more.crc.crc32);
});
