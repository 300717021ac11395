import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../main/base/bytes.ts';
import { CardwrightError } from '../../main/base/error.ts';
import { decodeCommandApdu } from '../../main/card/apdu.ts';
import { buildCommandPacket } from '../../main/channel/scp80/command-packet.ts';
import { maxCounter } from '../../main/channel/scp80/counter.ts';
import type { Spi } from '../../main/channel/scp80/spi.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import type { OtaChannel } from '../../main/procedures/ota/channel.ts';
import { packetMessages } from '../../main/procedures/ota/packet-messages.ts';
import { runScript, type ScriptFormat } from '../../main/procedures/ota/run-script.ts';
import { sendPacket } from '../../main/procedures/ota/send-packet.ts';
import { CardSession } from '../../main/procedures/session.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderConnection, ReaderPort } from '../../native/reader-port.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';
import { readerIs } from '../support/snapshots.ts';
import {
  channelTo,
  filesOf,
  keySets,
  otaCard,
  type PlaceName,
  pathOf,
  places,
  strongSpi,
} from './ota-card.ts';

// SCP80 on the software UICC through the real PC/SC stack, as any other tool meets it.
let pcscd: Pcscd;
let port: ReaderPort;
let link: VpcdLink | undefined;
let connection: ReaderConnection | undefined;

beforeAll(async () => {
  pcscd = await startPcscd(1);
  port = createPcscPort();
});
afterAll(async () => {
  await port.close();
  await pcscd.dispose();
});
afterEach(async () => {
  await connection?.close('power-off');
  await link?.close();
  connection = undefined;
  link = undefined;
  await readerIs(port, pcscd.readers[0]!.name, 'empty');
});

/** Puts a card with this image in and connects to it. */
async function insert(image: CardImage = otaCard()) {
  const { name, port: at } = pcscd.readers[0]!;
  const uicc = createUicc({ image });
  link = serveVpcd({ device: uicc, port: at });
  await readerIs(port, name, 'card');
  connection = await port.connect(name);
  let last = 0;
  return {
    uicc,
    session: new CardSession(connection),
    /** Counters that go up with every packet. */
    next: () => ++last,
    skipTo: (counter: number) => {
      last = counter;
    },
  };
}

const commandsOf = (...hex: readonly string[]) => hex.map((each) => decodeCommandApdu(fromHex(each)));
const counterOf = (uicc: Uicc, index: number): number =>
  uicc.snapshot().ota!.keySets.find((set) => set.index === index)!.counter;
const contentOf = (uicc: Uicc, place: PlaceName): string => toHex(uicc.readFileDirect(pathOf(place)));

/** Everything that a packet can be made of. */
const parameters = fc.record({
  index: fc.constantFrom(...keySets.map(({ index }) => index)),
  place: fc.constantFrom<PlaceName>('mf', 'usim', 'isim'),
  format: fc.constantFrom<ScriptFormat>('compact', 'expanded-definite', 'expanded-indefinite'),
  check: fc.constantFrom<Spi['check']>('none', 'rc', 'cc'),
  crc: fc.constantFrom('crc-16' as const, 'crc-32' as const),
  macLength: fc.constantFrom<4 | 8>(4, 8),
  ciphering: fc.boolean(),
  counter: fc.constantFrom<Spi['counter']>('none', 'unchecked', 'higher', 'one-higher'),
  por: fc.constantFrom<Spi['por']>('none', 'always', 'on-error'),
  porCheck: fc.constantFrom<Spi['check']>('none', 'rc', 'cc'),
  porCiphering: fc.boolean(),
  porBySubmit: fc.boolean(),
  implicit: fc.boolean(),
  writes: fc.integer({ min: 1, max: 60 }),
  value: fc.uint8Array({ minLength: 2, maxLength: 2 }),
});

test.each([0x61, 0x9f] as const)(
  'every combination of parameters runs its script and brings the proof that was asked for; the card announces with %i',
  async (announces) => {
    const { uicc, session, next, skipTo } = await insert(otaCard({ announces }));
    let [run, refusedToBuild, envelopes] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(parameters, async (said) => {
        const { index, place, format, check, porCheck, value, por, counter } = said;
        const spi: Spi = { ...said };
        const { algorithm } = keySets.find((set) => set.index === index)!;
        const use = check === 'none' ? porCheck : check;
        const kidAlgorithm = use === 'rc' ? said.crc : said.implicit ? 'implicit' : algorithm;
        skipTo(Math.max(...keySets.map((set) => counterOf(uicc, set.index))));
        if (counter === 'one-higher') skipTo(counterOf(uicc, index));
        const channel = channelTo(index, next, { spi, kidAlgorithm, macLength: said.macLength });
        const hex = toHex(value);
        const write = `00d6000002${hex}`;
        const script = commandsOf(places[place].select, ...Array.from({ length: said.writes }, () => write));
        const [before, countedBefore] = [contentOf(uicc, place), counterOf(uicc, index)];
        try {
          const result = await runScript(session, channel, fromHex(places[place].tar), script, format);
          envelopes = Math.max(envelopes, result.envelopes);
          expect(contentOf(uicc, place)).toBe(hex + before.slice(4));
          expect(result.proof !== undefined).toBe(por === 'always');
          if (result.proof !== undefined) {
            expect(result.proof.authentic).toBe(porCheck === 'cc');
            expect(result.proof.counter).toBe(result.counter ?? 0);
            expect(result.executed).toBe(script.length);
            expect(result.responses.at(-1)).toEqual({ sw: 0x9000, data: new Uint8Array() });
            if (format === 'expanded-indefinite') expect(result.responses).toHaveLength(script.length);
          }
          const counted = counter === 'higher' || counter === 'one-higher';
          expect(counterOf(uicc, index)).toBe(counted ? result.counter : countedBefore);
          run++;
        } catch (error) {
          if (!(error instanceof CardwrightError) || !error.code.startsWith('scp80.')) throw error;
          // KID has one coding: RC in one packet and CC in the other cannot be asked for; nothing has left.
          expect(new Set([check, porCheck])).toEqual(new Set(['rc', 'cc']));
          expect(por).not.toBe('none');
          expect(contentOf(uicc, place)).toBe(before);
          refusedToBuild++;
        }
      }),
      { numRuns: 600 },
    );
    expect(run).toBeGreaterThan(300);
    expect(refusedToBuild).toBeGreaterThan(0);
    expect(envelopes).toBeGreaterThan(3);
  },
  180_000,
);

describe('access rules of the applications', () => {
  test('what the access domain does not have is refused with 6982, and nothing after it is run', async () => {
    const { image, ota } = { image: otaCard(), ota: otaCard().ota! };
    const applications = ota.applications.map((application) => ({ ...application, references: [] }));
    const { uicc, session, next } = await insert({ ...image, ota: { ...ota, applications } });
    const before = filesOf(uicc.snapshot());
    const { tar, select } = places.usim;
    const script = commandsOf(select, '00d60000020102', '00d60000020304');
    const run = await runScript(session, channelTo(2, next), fromHex(tar), script, 'expanded-indefinite');
    expect(run.responses.map(({ sw }) => sw.toString(16))).toEqual(['9000', '6982']);
    expect(filesOf(uicc.snapshot())).toEqual(before);
  });

  test('an ADF’s scripts do not leave it, and leave the terminal’s session alone', async () => {
    const { session, next } = await insert();
    const channel = channelTo(4, next);
    const away = commandsOf('00a4000c023f00', '00a4000c022f05');
    const run = await runScript(session, channel, fromHex(places.isim.tar), away, 'expanded-indefinite');
    expect(run.responses.map(({ sw }) => sw.toString(16))).toEqual(['6a82']);
    const exchange = async (hex: string) =>
      toHex(await connection!.exchange(fromHex(hex), { name: 'TEST', sensitive: 'none' }));
    // ADM1 counts as presented for the script only.
    await exchange(`00a4040c10${places.usim.aid}`);
    await exchange(places.usim.select);
    expect(await exchange('00d6000001ff')).toBe('6982');
  });
});

describe('refused with its reason, and the card is unharmed', () => {
  const script = commandsOf(places.mf.select, '00d60000026465');
  type Said = Parameters<typeof channelTo>[2];
  const cases: readonly (readonly [
    string,
    string,
    { said?: Said; image?: CardImage; tar?: string; counter?: number; index?: number },
  ])[] = [
    ['unknown TAR', 'ota.tar-unknown', { tar: 'b00099' }],
    [
      'insufficient security level',
      'ota.security-level',
      { tar: 'b00002', said: { spi: { ...strongSpi, ciphering: false } } },
    ],
    ['a counter that is too low', 'ota.counter-low', { counter: 5, image: withCounter(9) }],
    ['the same counter', 'ota.counter-low', { counter: 9, image: withCounter(9) }],
    [
      'a counter that is too high',
      'ota.counter-high',
      { counter: 12, image: withCounter(9), said: { spi: { ...strongSpi, counter: 'one-higher' } } },
    ],
    [
      'a counter at its maximum',
      'ota.counter-blocked',
      { counter: maxCounter, image: withCounter(maxCounter) },
    ],
    ['a buffer that is too small', 'ota.buffer-exceeded', { image: otaCard({ buffer: 30 }) }],
    [
      'a wrong KID',
      'ota.checksum-refused',
      {
        said: {
          keys: { kic: keySets[1]!.kic, kid: keySets[0]!.kid },
          spi: { ...strongSpi, porCheck: 'none' },
        },
        index: 2,
      },
    ],
    [
      'a wrong KIc',
      'ota.checksum-refused',
      {
        said: {
          keys: { kic: keySets[0]!.kic, kid: keySets[1]!.kid },
          spi: { ...strongSpi, porCiphering: false },
        },
        index: 2,
      },
    ],
    [
      'a key set that the card has not',
      'ota.security-refused',
      { said: { kic: { algorithm: 'aes', index: 9 }, kid: { algorithm: 'aes', index: 9 } } },
    ],
    [
      'another algorithm than the key set has',
      'ota.security-refused',
      {
        index: 3,
        said: { keys: keySets[1]!, kic: { algorithm: 'aes', index: 3 }, kid: { algorithm: 'aes', index: 3 } },
      },
    ],
  ];

  test.each(cases)('%s', async (_, code, { said, image, tar = places.mf.tar, counter = 1, index = 2 }) => {
    const { uicc, session, next } = await insert(image);
    const before = uicc.snapshot();
    const channel = channelTo(index, () => counter, said);
    await expect(runScript(session, channel, fromHex(tar), script, 'compact')).rejects.toMatchObject({
      code,
      hint: expect.stringMatching(/\.$/),
      meaning: expect.stringMatching(/\.$/),
      details: { outcome: 'refused' },
    });
    expect(filesOf(uicc.snapshot())).toEqual(filesOf(before));
    expect(uicc.snapshot().ota).toEqual(before.ota);
    if (code === 'ota.counter-blocked' || image?.ota?.buffer === 30) return;
    // The right packet is taken afterwards.
    const right = channelTo(2, () => 10 + next());
    await runScript(session, right, fromHex(places.mf.tar), script, 'compact');
    expect(contentOf(uicc, 'mf')).toMatch(/^6465/);
  });

  function withCounter(counter: number): CardImage {
    return otaCard({ keySets: keySets.map((set) => ({ ...set, counter })) });
  }
});

describe('packets as nobody should send them', () => {
  const script = fromHex(`${places.mf.select}00d60000026465`);
  const long = fromHex(`${places.mf.select}${'00d60000026465'.repeat(40)}`);
  const packetOf = ({ spi, kic, kid, keys }: OtaChannel, counter: number, data: Uint8Array): Uint8Array =>
    buildCommandPacket({ spi, kic, kid, tar: fromHex(places.mf.tar), counter, data }, keys);
  /** The ENVELOPEs of a packet one by one; their answers. */
  const deliver = async (channel: OtaChannel, packet: Uint8Array, order?: readonly number[]) => {
    const messages = packetMessages(channel, packet, 1);
    const answers: string[] = [];
    for (const at of order ?? messages.keys()) {
      const { download } = messages[at]!;
      const envelope = concatBytes([0x80, 0xc2, 0, 0, download.length], download);
      answers.push(toHex(await connection!.exchange(envelope, { name: 'ENVELOPE', sensitive: 'none' })));
    }
    return answers;
  };

  test('replayed, and an older one after a newer one', async () => {
    const { uicc } = await insert();
    const channel = channelTo(1, () => 1);
    const [older, newer] = [packetOf(channel, 6, script), packetOf(channel, 7, script)];
    await deliver(channel, newer);
    expect(contentOf(uicc, 'mf')).toMatch(/^6465/);
    const before = uicc.snapshot();
    for (const packet of [newer, older, newer])
      expect((await deliver(channel, packet)).at(-1)).toMatch(/^61/);
    expect(uicc.snapshot()).toEqual(before);
  });

  test('truncated at any byte, forged in any byte: nothing is run and no counter is used', async () => {
    const { uicc } = await insert();
    const channel = channelTo(2, () => 1);
    const packet = packetOf(channel, 7, script);
    const before = uicc.snapshot();
    for (let at = 0; at < packet.length; at++) {
      await deliver(channel, packet.slice(0, at));
      const forged = packet.slice();
      forged[at]! ^= 1 << (at % 8);
      // Another application may take what its TAR says, but not with this checksum.
      await deliver(channel, forged);
    }
    expect(uicc.snapshot()).toEqual(before);
    await deliver(channel, packet);
    expect(contentOf(uicc, 'mf')).toMatch(/^6465/);
  });

  test('parts in another order make the packet; a missing one does not; parts of two packets do not mix', async () => {
    const { uicc } = await insert();
    const channel = channelTo(2, () => 1);
    const packet = packetOf(channel, 7, long);
    expect(packetMessages(channel, packet, 1)).toHaveLength(3);
    await deliver(channel, packet, [2, 0]);
    expect(counterOf(uicc, 2)).toBe(0);
    await deliver(channel, packetOf(channel, 8, script));
    expect(counterOf(uicc, 2)).toBe(8);
    const next = packetOf(channel, 9, long);
    await deliver(channel, next, [2, 0, 1]);
    expect(counterOf(uicc, 2)).toBe(9);
    expect(contentOf(uicc, 'mf')).toMatch(/^6465/);
  });
});

test('a script that reads more than the card’s answer holds says so, and what was cut', async () => {
  const { session, next } = await insert(otaCard({ answerBuffer: 40 }));
  const { tar, select } = places.usim;
  const reads = commandsOf(select, '00b0000040', '00b0000002');
  const run = await runScript(session, channelTo(2, next), fromHex(tar), reads, 'expanded-indefinite');
  expect(run).toMatchObject({ cutOff: true, executed: 2 });
});

test('a proof of receipt in several short messages through the proactive channel', async () => {
  const { session, next } = await insert();
  const { tar, select } = places.usim;
  const reads = commandsOf(select, ...Array.from({ length: 12 }, () => '00b0000040'));
  for (const porBySubmit of [true, false]) {
    const channel = channelTo(4, next, { spi: { ...strongSpi, porBySubmit } });
    const run = await runScript(session, channel, fromHex(tar), reads, 'expanded-indefinite');
    expect(run.responses).toHaveLength(13);
    expect(run.proof?.authentic).toBe(true);
  }
});

test('a packet that fills 255 short messages nearly', async () => {
  const { uicc, session, next } = await insert(otaCard({ buffer: 40_000 }));
  const data = fromHex(`${places.mf.select}${'00d60000026465'.repeat(2000)}`);
  const sent = await sendPacket(session, channelTo(1, next), fromHex(places.mf.tar), data);
  expect(sent.envelopes).toBeGreaterThan(100);
  expect(contentOf(uicc, 'mf')).toMatch(/^6465/);
});
