import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../base/bytes.ts';
import { readCommandPacket } from '../../../channel/scp80/command-packet.ts';
import { maxCounter } from '../../../channel/scp80/counter.ts';
import { meetsMinimumSecurityLevel } from '../../../channel/scp80/minimum-security-level.ts';
import { openResponsePacket, responseSecurity } from '../../../channel/scp80/response-packet.ts';
import { porStatus } from '../../../channel/scp80/response-status.ts';
import { splitPacket } from '../../../channel/scp80/sms/concatenation.ts';
import { decodeSpi } from '../../../channel/scp80/spi.ts';
import published from '../../../channel/vectors/scp80.json' with { type: 'json' };
import { verifyAdm1 } from '../test-terminal.ts';
import { envelopeFor, otaImage, otaSender, withOta } from './testing/sender.ts';

/** SELECT EF_PL, write two bytes: a script that shows whether it has been run. */
const preferred = { fids: [0x2f05] };
const writePl = (text: string): string => `00a4000c022f0500d6000002${text}`;

describe('published packets', () => {
  const adf = [...otaImage.files.values()].find(({ header }) => header.kind === 'adf')!;
  // The card of the record lets the USIM's scripts SELECT the MF, and has no counter in its packets.
  const image = withOta({
    applications: [
      {
        tar: fromHex('b00011'),
        manages: 'files',
        home: adf.id,
        sharedFiles: true,
        references: [],
        minimumSecurityLevel: 0x06,
      },
    ],
  });

  test.each(
    published.vectors.flatMap(
      ({ name, keys, command_packet: command, response_packet_with_udh: response, spi }) =>
        command === undefined || response === undefined || spi === undefined
          ? []
          : [{ name, keys, command, response }],
    ),
  )('$name', async ({ keys, command, response }) => {
    const sender = await otaSender(image);
    const packet = fromHex(command);
    const answer = await sender.deliver(packet);
    const security = responseSecurity(readCommandPacket(packet).header);
    const open = (bytes: Uint8Array) =>
      openResponsePacket(bytes, security, { kic: fromHex(keys.kic), kid: fromHex(keys.kid) });
    const [ours, theirs] = [open(answer.response!), open(fromHex(response).subarray(3))];
    expect(answer.response!.length).toBe(fromHex(response).length - 3);
    expect(ours).toMatchObject({ tar: theirs.tar, counter: theirs.counter, status: theirs.status });
    // The SELECT announces the FCP of the MF, which has another length on another card.
    expect(toHex(theirs.data)).toBe('016132');
    expect(toHex(ours.data)).toMatch(/^0161..$/);
  });
});

describe('a packet that is in order', () => {
  test.each([1, 2, 3, 4, 5])('key set %i: the script runs once, the counter is kept', async (index) => {
    const sender = await otaSender();
    const answer = await sender.ask({ index, counter: 5, script: writePl('6465') });
    expect(answer).toMatchObject({ counter: 5, authentic: true, status: { code: porStatus.ok } });
    expect(toHex(answer.data)).toBe('029000');
    expect(toHex(sender.card.readFileDirect(preferred)).slice(0, 4)).toBe('6465');
    expect(sender.counterOf(index)).toBe(5);
    await sender.link.reset();
    expect((await sender.ask({ index, counter: 5, script: writePl('6672') })).status.code).toBe(
      porStatus.counterLow,
    );
    expect(toHex(sender.card.readFileDirect(preferred)).slice(0, 4)).toBe('6465');
  });

  test('what the terminal has selected and presented is left alone', async () => {
    const sender = await otaSender();
    await sender.send('00a4040c07a0000000871002');
    await sender.send('00a4000c025f50');
    await sender.ask({ script: writePl('6465') });
    expect(await sender.send('00b0820001')).toMatch(/9000$/);
    expect(await sender.send('00d6820001ff')).toBe('6982');
    await sender.send(verifyAdm1);
    const adf = { index: 2, tar: 'b00001', script: '00a4000c025f5000b0820001' };
    expect((await sender.ask(adf)).status.code).toBe(porStatus.ok);
    expect(await sender.send('0020000a')).toBe('9000');
  });

  test('a long packet comes in several short messages, in any order, also twice', async () => {
    const script = writePl('6465') + '00b0000002'.repeat(60);
    const sender = await otaSender();
    const packet = sender.packet({ script });
    const parts = splitPacket(packet, 'command', 3).map(envelopeFor);
    expect(parts.length).toBe(3);
    for (const part of [parts[2]!, parts[0]!, parts[2]!]) expect(await sender.send(part)).toBe('9000');
    expect(await sender.send(parts[1]!)).toMatch(/^61..$/);
    expect(sender.counterOf(1)).toBe(1);
  });

  test('a missing part, a part of another message, a reset: nothing is run', async () => {
    const sender = await otaSender();
    const script = writePl('6465') + '00b0000002'.repeat(60);
    const packet = sender.packet({ script });
    const [a, b, c] = splitPacket(packet, 'command', 3).map(envelopeFor);
    const [, foreign] = splitPacket(packet, 'command', 4).map(envelopeFor);
    for (const part of [a, foreign, c]) expect(await sender.send(part!)).toBe('9000');
    await sender.link.reset();
    for (const part of [a, b]) expect(await sender.send(part!)).toBe('9000');
    await sender.link.reset();
    expect(await sender.send(c!)).toBe('9000');
    expect(sender.counterOf(1)).toBe(0);
  });
});

describe('every SPI', () => {
  test('runs where the level is enough, and answers as asked', async () => {
    let run = 0;
    for (let first = 0; first < 0x20; first++)
      for (const second of [0x00, 0x01, 0x02, 0x05, 0x09, 0x19, 0x11, 0x21, 0x39, 0x29]) {
        const [check, porCheck] = [first & 3, (second >> 2) & 3];
        // Digital signatures are not computed; KID has one coding for RC and CC.
        if (check === 3 || (check + porCheck === 3 && check * porCheck !== 0)) continue;
        const sender = await otaSender();
        const spi = toHex(Uint8Array.of(first, second));
        const packet = sender.packet({ index: 2, spi, script: writePl('6465') });
        const { response } = await sender.deliver(packet);
        const enough = meetsMinimumSecurityLevel(decodeSpi(first, second), 0x12);
        const written = toHex(sender.card.readFileDirect(preferred)).startsWith('6465');
        expect(written, spi).toBe(enough);
        const wanted = (second & 3) === 1 || ((second & 3) === 2 && !enough);
        expect(response !== undefined, spi).toBe(wanted);
        run += written ? 1 : 0;
        if (response === undefined) continue;
        const set = otaImage.ota!.keySets.find(({ index }) => index === 2)!;
        const opened = openResponsePacket(response, responseSecurity(readCommandPacket(packet).header), set);
        expect(opened.status.code, spi).toBe(enough ? porStatus.ok : porStatus.insufficientSecurityLevel);
      }
    expect(run).toBeGreaterThan(30);
  });
});

describe('refusals', () => {
  const code = async (
    said: Parameters<Awaited<ReturnType<typeof otaSender>>['ask']>[0],
    image = otaImage,
  ) => {
    const sender = await otaSender(image);
    const { status } = await sender.ask(said);
    expect(toHex(sender.card.readFileDirect(preferred))).toBe(toHex(await pristine()));
    return status.code;
  };
  const pristine = async () => (await otaSender()).card.readFileDirect(preferred);
  const script = writePl('6465');
  const counters = (counter: number) =>
    withOta({ keySets: otaImage.ota!.keySets.map((set) => ({ ...set, counter })) });

  test('unknown TAR', async () => {
    expect(await code({ tar: 'b00099', script })).toBe(porStatus.tarUnknown);
  });
  test('a level that is too low, though the keys are right', async () => {
    expect(await code({ spi: '0619', script })).toBe(porStatus.insufficientSecurityLevel);
    expect(await code({ spi: '1619', tar: 'b00002', script })).toBe(porStatus.insufficientSecurityLevel);
  });
  test('counters: too low, the same, too high, at the end', async () => {
    expect(await code({ counter: 6, script }, counters(7))).toBe(porStatus.counterLow);
    expect(await code({ counter: 7, script }, counters(7))).toBe(porStatus.counterLow);
    expect(await code({ counter: 9, spi: '1e19', script }, counters(7))).toBe(porStatus.counterHigh);
    expect(await code({ counter: maxCounter, script }, counters(maxCounter))).toBe(porStatus.counterBlocked);
  });
  test('a counter that is too low is answered with the card’s', async () => {
    const sender = await otaSender(counters(70));
    expect(await sender.ask({ counter: 6, script })).toMatchObject({ counter: 70, authentic: true });
    expect(await sender.ask({ counter: 71, script })).toMatchObject({ status: { code: porStatus.ok } });
    const silent = { ...counters(70).ota!, tellsCounter: false };
    const other = await otaSender(withOta(silent));
    expect(await other.ask({ counter: 6, script })).toMatchObject({
      counter: 6,
      status: { code: porStatus.counterLow },
    });
  });
  test('a packet larger than the buffer', async () => {
    const small = withOta({ buffer: 40 });
    expect(await code({ script }, small)).toBe(porStatus.insufficientMemory);
  });
  test('a key that does not fit: wrong checksum, or ciphering error', async () => {
    const other = withOta({
      keySets: otaImage.ota!.keySets.map((set) => ({ ...set, kid: set.kid.map((byte) => byte ^ 0x54) })),
    });
    const sender = await otaSender(otaImage);
    const target = await otaSender(other);
    const { response } = await target.deliver(sender.packet({ spi: '1201', script }));
    expect(response?.[12]).toBe(porStatus.checksumFailed);
    expect(target.counterOf(1)).toBe(0);
  });
  test('a key set that is not there, or with another algorithm: 06, bare', async () => {
    const without = withOta({ keySets: otaImage.ota!.keySets.filter(({ index }) => index !== 1) });
    const aes = withOta({
      keySets: otaImage.ota!.keySets.map((set) =>
        set.index === 1 ? { ...set, algorithm: 'aes' as const } : set,
      ),
    });
    for (const image of [without, aes]) {
      const sender = await otaSender();
      const target = await otaSender(image);
      const { response } = await target.deliver(sender.packet({ script }));
      expect(toHex(response!)).toBe('000b0ab0000000000000000006');
    }
  });
});

describe('hostile packets', () => {
  const genuine = async () => {
    const sender = await otaSender();
    return { sender, packet: sender.packet({ script: writePl('6465') }) };
  };
  const untouched = (sender: Awaited<ReturnType<typeof otaSender>>) => {
    expect(sender.counterOf(1)).toBe(0);
    expect([...sender.card.snapshot().files.values()]).toEqual([...otaImage.files.values()]);
  };

  test('forged: no changed bit gets a script run or a counter used', async () => {
    const { packet } = await genuine();
    // SPI may change: then it must not be enough; the first two bytes are its length.
    for (let bit = 0; bit < packet.length * 8; bit++) {
      const forged = packet.slice();
      forged[bit >> 3]! ^= 0x80 >> (bit & 7);
      const { sender } = await genuine();
      const { sw } = await sender.deliver(forged);
      expect(sw, `bit ${bit}`).toMatch(/^(9000|91..)$/);
      untouched(sender);
    }
  }, 30_000);

  test('truncated at any byte', async () => {
    const { packet } = await genuine();
    for (let length = 0; length < packet.length; length++) {
      const { sender } = await genuine();
      await sender.deliver(packet.slice(0, length));
      untouched(sender);
    }
  }, 30_000);

  test('any bytes as a packet, as user data, as an envelope get an answer', async () => {
    const sender = await otaSender();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 130 }),
        fc.array(
          fc.record({ id: fc.constantFrom(0, 8, 0x70, 0x71, 1), data: fc.uint8Array({ maxLength: 4 }) }),
          { maxLength: 3 },
        ),
        async (data, elements) => {
          expect(await sender.send(envelopeFor({ elements, data }))).toMatch(/^(9000|61..|91..)$/);
          const raw = toHex(Uint8Array.of(0x80, 0xc2, 0, 0, data.length + 1, 0xd1, ...data));
          expect(await sender.send(raw)).toMatch(/^(6...|9...)$/);
        },
      ),
      { numRuns: 300 },
    );
    untouched(sender);
  });
});

describe('proof of receipt', () => {
  test('by SMS-SUBMIT to who sent the command', async () => {
    const sender = await otaSender();
    const answer = await sender.ask({ spi: '1639', script: writePl('6465') });
    expect(answer).toMatchObject({ authentic: true, status: { code: porStatus.ok } });
    expect(toHex(answer.data)).toBe('029000');
  });
  test('announced with 9Fxx', async () => {
    const sender = await otaSender(withOta({ announces: 0x9f }));
    const [envelope] = sender.envelopes(sender.packet({ script: writePl('6465') }));
    expect(await sender.send(envelope!)).toMatch(/^9f..$/);
  });
  test('an answer that is too long for one report comes in several short messages', async () => {
    const sender = await otaSender(withOta({ answerBuffer: 1000 }));
    const script = `ae80${'220800a40004023f0000'.repeat(6)}0000`;
    const answer = await sender.ask({ tar: 'b00000', script });
    expect(answer.status.code).toBe(porStatus.ok);
    expect(answer.data.length).toBeGreaterThan(255);
  });
});

describe('tears', () => {
  test('the counter is spent before the script: a torn packet cannot be sent again', async () => {
    const sender = await otaSender();
    const packet = sender.packet({ script: writePl('6465') });
    sender.card.setFault({ kind: 'power-loss', when: 'commit', commit: 2, apdu: 1 });
    await expect(sender.deliver(packet)).rejects.toMatchObject({ code: 'card.mute' });
    sender.card.setFault({ kind: 'none' });
    await sender.link.reset();
    expect(sender.counterOf(1)).toBe(1);
    expect(toHex(sender.card.readFileDirect(preferred))).toBe(
      toHex((await otaSender()).card.readFileDirect(preferred)),
    );
    expect((await sender.ask({ script: writePl('6465') })).status.code).toBe(porStatus.counterLow);
  });
});
