import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { decodeKeyIndicator } from '../../channel/scp80/kic-kid.ts';
import { decodeSpi } from '../../channel/scp80/spi.ts';
import more from '../../channel/vectors/scp80-more.json' with { type: 'json' };
import { calls } from '../../contract/calls.ts';
import type { OtaComposeInput, OtaKeysInput } from '../../contract/ota.ts';
import { decodePacket } from './decode.ts';
import { encodePackets } from './encode.ts';
import { convertScript } from './script.ts';
import { composed, otaBench, otaIccid, usualSpi } from './testing/ota-bench.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const encode = async (compose: OtaComposeInput, iccid?: string) => {
  const { deps } = await otaBench();
  const output = await encodePackets(deps, { compose, ...(iccid === undefined ? {} : { iccid }) });
  return calls['ota.encode'].output.parse(output).packets;
};
const decoder = async () => {
  const { custody } = await otaBench();
  return (parts: readonly string[], keys: OtaKeysInput, answers?: string) =>
    calls['ota.decode'].output.parse(
      decodePacket(custody, { parts, keys, ...(answers === undefined ? {} : { answers }) }),
    );
};
const typed = ({ keys }: OtaComposeInput): OtaKeysInput => keys;

test.each(more.commands)('a published packet: $name', async ({ packet, data, counter, ...keys }) => {
  const bytes = fromHex(packet);
  const spi = decodeSpi(bytes[3]!, bytes[4]!);
  const use = spi.check === 'none' ? spi.porCheck : spi.check;
  const compose = composed({
    keys: { kind: 'typed', kic: keys.kic, ...(keys.kid === undefined ? {} : { kid: keys.kid }) },
    spi,
    kic: decodeKeyIndicator(bytes[5]!, 'kic'),
    kid: decodeKeyIndicator(bytes[6]!, use),
    tar: toHex(bytes.slice(7, 10)),
    counter,
    content: { kind: 'hex', data },
  });
  const [made] = await encode(compose);
  expect(made!.packet).toMatchObject({ kind: 'command', hex: packet, counter, data });
  const decode = await decoder();
  for (const part of [packet, made!.messages[0]!.tpdu, made!.messages[0]!.envelope])
    expect(decode([part], typed(compose)).packet).toEqual(made!.packet);
});

test('every field stands in its place with its meaning, the ciphered ones are said to be so', async () => {
  const [made] = await encode(composed({ counter: 7 }));
  const { fields, hex, checksum, script } = made!.packet;
  expect(checksum).toBe('right');
  expect(fields.map(({ name }) => name)).toEqual(
    ['CPL', 'CHL', 'SPI', 'KIc', 'KID', 'TAR', 'CNTR', 'PCNTR', 'RC/CC/DS', 'Data', 'Padding'].filter(
      (name) => fields.some((field) => field.name === name),
    ),
  );
  const named = (name: string) => fields.find((field) => field.name === name)!;
  expect(named('TAR')).toMatchObject({
    value: 'b00000',
    meaning: 'remote file management',
    deciphered: false,
  });
  expect(hex.slice(2 * 7, 2 * 10)).toBe('b00000');
  expect(named('CNTR')).toMatchObject({ value: '0000000007', meaning: 'counter 7', deciphered: true });
  expect(named('SPI').parts.map(({ name }) => name)).toContain('PoR RC/CC/DS');
  expect(script).toEqual([
    { apdu: '00a4000c022f05', what: expect.stringMatching(/^SELECT: FID 2F05/) },
    { apdu: '00d60000026465', what: expect.stringMatching(/^UPDATE BINARY: Offset 0/) },
  ]);
});

describe('the counter that would be next', () => {
  test('of a stored set: nothing is spent by looking', async () => {
    const { deps, stored, custody } = await otaBench();
    const compose = composed({ keys: stored });
    custody.counters({ iccid: otaIccid, simulated: true }).raise(stored.set, 41);
    const look = async (more: object) =>
      (await encodePackets(deps, { compose, iccid: otaIccid, ...more })).packets[0]!.packet.counter;
    expect(await look({ simulated: true })).toBe(42);
    expect(await look({ simulated: true })).toBe(42);
    expect(await look({})).toBe(1);
    expect(custody.counters({ iccid: otaIccid, simulated: true }).last(stored.set)).toBe(41);
  });

  test('by the name of the set and the card; a set that is not there', async () => {
    const { deps } = await otaBench();
    const named = (set: string) =>
      encodePackets(deps, { compose: composed({ keys: { kind: 'stored', set } }), iccid: otaIccid });
    expect((await named('ota 2')).packets).toHaveLength(1);
    await expect(named('OTA 9')).rejects.toThrow(code('keys.no-such-set'));
  });

  test('of a set that belongs to an EID: the packet can be looked at without the card', async () => {
    const { deps, put, custody } = await otaBench();
    const set = put({ by: 'eid', value: '89049032000000000000000000000018' });
    custody.counters({ iccid: otaIccid, simulated: false }).learn(set, 6);
    const compose = composed({ keys: { kind: 'stored', set } });
    const { packets } = await encodePackets(deps, { compose, iccid: otaIccid });
    expect(packets[0]!.packet.counter).toBe(7);
  });

  test('a locked vault', async () => {
    const { deps, vault, stored } = await otaBench();
    vault.lock();
    await expect(encodePackets(deps, { compose: composed({ keys: stored }) })).rejects.toThrow(
      code('vault.locked'),
    );
  });
});

describe('decoding', () => {
  const long = composed({
    counter: 3,
    content: { kind: 'commands', commands: Array(60).fill('00b0000002'), format: 'expanded-definite' },
  });

  test('parts in any order and any wrapping, with the layers around them', async () => {
    const [made] = await encode(long);
    expect(made!.messages.length).toBeGreaterThan(2);
    const decode = await decoder();
    const parts = made!.messages.toReversed().map(({ tpdu, envelope }, i) => (i % 2 === 0 ? tpdu : envelope));
    const { wrapping, packet } = decode(parts, typed(long));
    expect(packet).toEqual(made!.packet);
    expect(packet.script).toHaveLength(60);
    expect(wrapping.slice(0, 5).map(({ kind }) => kind)).toEqual([
      'sms-deliver',
      'user-data',
      'envelope',
      'sms-deliver',
      'user-data',
    ]);
    expect(() => decode(parts.slice(1), typed(long))).toThrow(code('sms.incomplete'));
  });

  test('without keys the header; with a wrong key that it is wrong, and no script out of noise', async () => {
    const [made] = await encode(composed({ counter: 7 }));
    const decode = await decoder();
    const blind = decode([made!.packet.hex], { kind: 'none' }).packet;
    expect(blind).toMatchObject({ checksum: 'unchecked', obstacle: { code: 'scp80.key-missing' } });
    expect(blind.fields.map(({ name }) => name)).toEqual(['CPL', 'CHL', 'SPI', 'KIc', 'KID', 'TAR']);
    const wrong = decode([made!.packet.hex], typed(composed({}, 4))).packet;
    expect(wrong).toMatchObject({ checksum: 'wrong', obstacle: { code: 'scp80.checksum-wrong' } });
    expect([wrong.script, wrong.data, wrong.counter]).toEqual([undefined, undefined, undefined]);
  });

  test('not ciphered and without KID: all can be read and nothing is proven', async () => {
    const plain = composed({ counter: 7, spi: { ...usualSpi, ciphering: false } });
    const [made] = await encode(plain);
    const { packet } = (await decoder())([made!.packet.hex], { kind: 'none' });
    expect(packet).toMatchObject({
      checksum: 'unchecked',
      counter: 7,
      obstacle: { code: 'scp80.key-missing' },
    });
    expect(packet.script).toHaveLength(2);
  });

  test('a script that is malformed inside, and data that are no script', async () => {
    const data = 'aa0b' + '220700a4000c022f05' + '9900';
    const [broken] = await encode(composed({ counter: 1, content: { kind: 'hex', data } }));
    expect(broken!.packet).toMatchObject({
      obstacle: { code: 'script.malformed' },
      script: [expect.anything()],
    });
    const [other] = await encode(composed({ counter: 1, content: { kind: 'hex', data: 'cafebabe' } }));
    expect(other!.packet.script).toBeUndefined();
    expect(other!.packet.data).toBe('cafebabe');
  });

  test('a PIN in a script stays here: neither in the field nor in the command', async () => {
    const commands = ['0020000a083132333435363738', '00a4000c022f05'];
    const [made] = await encode(
      composed({ counter: 1, content: { kind: 'commands', commands, format: 'compact' } }),
    );
    expect(JSON.stringify(made)).not.toContain('3132333435363738');
    expect(made!.packet.data).toBeUndefined();
    expect(made!.packet.script).toEqual([
      { apdu: '0020000a', what: expect.stringMatching(/^VERIFY PIN: ADM1.*8 secret bytes hidden/) },
      expect.objectContaining({ apdu: '00a4000c022f05' }),
    ]);
  });
});

describe('the proof of receipt', () => {
  test('opened with the command it answers: status, counter and each answer in words', async () => {
    const { send, custody } = await otaBench();
    const compose = composed({
      counter: 5,
      content: {
        kind: 'commands',
        commands: ['00a4000c022fe2', '00b000000a', '00a4000c029999', '00a4000c022f05'],
        format: 'expanded-indefinite',
      },
    });
    const [sent] = (await send(compose)).packets;
    const decode = (answers?: string) =>
      decodePacket(custody, {
        parts: [`027100${sent!.proof!.hex}`],
        keys: compose.keys,
        ...(answers === undefined ? {} : { answers }),
      }).packet;
    const proof = decode(sent!.packet.hex);
    expect(proof).toEqual(sent!.proof);
    expect(proof).toMatchObject({
      kind: 'response',
      checksum: 'right',
      counter: 5,
      executed: 3,
      status: { code: '00', name: 'PoR OK', outcome: 'done' },
      responses: [
        { command: { apdu: '00a4000c022fe2' }, sw: '9000', meaning: 'Done' },
        { command: { apdu: '00b000000a' }, sw: '9000', data: expect.stringMatching(/^98/) },
        { command: { apdu: '00a4000c029999' }, sw: '6a82', meaning: 'File not found' },
      ],
    });
    expect(decode()).toMatchObject({ checksum: 'unchecked', obstacle: { code: 'scp80.command-unknown' } });
    expect(() => decode(sent!.proof!.hex)).toThrow(code('ota.answers-what'));
  });

  test('one that is certainly in plain is read without its command', async () => {
    const { custody } = await otaBench();
    const decode = (hex: string) => decodePacket(custody, { parts: [hex], keys: { kind: 'none' } }).packet;
    expect(decode('027100000b0ab0000000000000000006')).toMatchObject({
      checksum: 'none',
      status: { code: '06', outcome: 'refused' },
    });
    expect(decode('000e0ab0000000000000070000029000')).toMatchObject({
      executed: 2,
      responses: [{ sw: '9000' }],
    });
    // Sixteen bytes behind the TAR: they could be ciphered.
    expect(decode('00140ab0000000000000070000029000010203040506')).toMatchObject({ checksum: 'unchecked' });
  });

  test('a changed one is said to be forged, with what it seemed to say left out', async () => {
    const { send, custody } = await otaBench();
    const compose = composed({ counter: 5 });
    const [sent] = (await send(compose)).packets;
    const forged = fromHex(sent!.proof!.hex);
    forged[forged.length - 1]! ^= 1;
    const { packet } = decodePacket(custody, {
      parts: [toHex(forged)],
      keys: compose.keys,
      answers: sent!.packet.hex,
    });
    expect(packet).toMatchObject({ checksum: 'wrong', obstacle: { code: 'scp80.response-forged' } });
    expect(packet.status).toBeUndefined();
  });
});

describe('scripts', () => {
  const commands = ['00a4000c023f00', '00a4000c022fe2', '00b000000a'];

  test.each([
    ['compact', '00a4000c023f0000a4000c022fe200b000000a'],
    ['expanded-indefinite', more.scripts.indefinite],
  ] as const)('%s: there and back', (format, data) => {
    const made = convertScript({ direction: 'encode', commands, format });
    expect(made).toMatchObject({ data, format });
    expect(convertScript({ direction: 'decode', data, response: false })).toEqual(made);
  });

  test('what is in a response scripting template', () => {
    const said = convertScript({ direction: 'decode', data: more.scripts.rfm_answer, response: true });
    expect(said).toMatchObject({
      format: 'expanded-indefinite',
      executed: 3,
      responses: [{ sw: '9000' }, { sw: '9000' }, { sw: '9000', data: '98881201000040860814' }],
    });
    expect(convertScript({ direction: 'decode', data: '026982', response: true })).toMatchObject({
      format: 'compact',
      executed: 2,
      responses: [{ sw: '6982', meaning: 'The access condition is not met' }],
    });
    const failed = convertScript({ direction: 'decode', data: 'ab0a80010123029000900101', response: true });
    expect(failed.responses?.[0]?.meaning).toContain('unknown tag');
  });

  test.each([
    ['decode', 'ae802207', 'script.malformed'],
    ['decode', '00a4', 'script.malformed'],
  ] as const)('%s %s', (direction, data, expected) => {
    expect(() => convertScript({ direction, data, response: false })).toThrow(code(expected));
  });
  test('a compact script loses answers, and says so', () => {
    const lossy = ['00b0000002', '00d60000026465'];
    expect(() => convertScript({ direction: 'encode', commands: lossy, format: 'compact' })).toThrow(
      code('script.answer-lost'),
    );
  });
});
