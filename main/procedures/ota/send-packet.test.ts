import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { StoreError } from '../../base/error.ts';
import { decodeCommandApdu } from '../../card/apdu.ts';
import type { OtaDomain } from '../../lab/uicc/ota/state.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardSession } from '../session.ts';
import { countingLink } from '../testing/counting-link.ts';
import { scriptedLink } from '../testing/scripted-link.ts';
import { runScript, type ScriptFormat } from './run-script.ts';
import { sendPacket } from './send-packet.ts';
import { labChannel, masterFileTar, memoryCounters } from './testing/lab-channels.ts';

const seedImage = loadSeed('ota-keys').image;

async function bench(changes: Partial<OtaDomain> = {}) {
  const card = createUicc({ image: { ...seedImage, ota: { ...seedImage.ota!, ...changes } } });
  const link = countingLink(await connectUicc(card));
  return { card, link, session: new CardSession(link) };
}

const script = fromHex('00a4000c022f0500d60000026465');
const written = (card: Awaited<ReturnType<typeof bench>>['card']): string =>
  toHex(card.readFileDirect({ fids: [0x2f05] })).slice(0, 4);

describe('a packet to the card', () => {
  test('the proof of receipt in the answer to ENVELOPE', async () => {
    const { card, session, link } = await bench();
    const channel = labChannel(1);
    const sent = await sendPacket(session, channel, masterFileTar, script);
    expect(sent).toMatchObject({ counter: 1, envelopes: 1, proof: { authentic: true } });
    expect(toHex(sent.proof!.data)).toBe('029000');
    expect(written(card)).toBe('6465');
    expect(link.names).toEqual(['ENVELOPE', 'GET RESPONSE']);
  });

  test.each([
    ['9Fxx', { announces: 0x9f as const }, [0x16, 0x19] as const, ['ENVELOPE', 'GET RESPONSE']],
    ['SMS-SUBMIT', {}, [0x16, 0x39] as const, ['ENVELOPE', 'FETCH', 'TERMINAL RESPONSE']],
  ])('the proof of receipt by %s', async (_, changes, spiBytes, names) => {
    const { session, link } = await bench(changes);
    const sent = await sendPacket(session, labChannel(2, { spiBytes }), masterFileTar, script);
    expect(toHex(sent.proof!.data)).toBe('029000');
    expect(link.names).toEqual(names);
  });

  test('a long proof of receipt in several short messages', async () => {
    const { session } = await bench({ answerBuffer: 1000 });
    const commands = Array.from({ length: 6 }, () => decodeCommandApdu(fromHex('00a40004023f0000')));
    const run = await runScript(session, labChannel(1), masterFileTar, commands, 'expanded-indefinite');
    expect(run.responses.length).toBe(6);
    expect(run.responses.every(({ sw, data }) => sw === 0x9000 && data[0] === 0x62)).toBe(true);
  });

  test('no proof of receipt: none asked for, or on error only', async () => {
    for (const second of [0x00, 0x02]) {
      const { card, session } = await bench();
      const sent = await sendPacket(
        session,
        labChannel(1, { spiBytes: [0x16, second] }),
        masterFileTar,
        script,
      );
      expect(sent.proof).toBeUndefined();
      expect(written(card)).toBe('6465');
    }
    const { session } = await bench();
    const unknown = sendPacket(session, labChannel(1, { spiBytes: [0x16, 0x02] }), fromHex('b00099'), script);
    await expect(unknown).rejects.toMatchObject({ code: 'ota.tar-unknown' });
  });

  test('one was asked for and none comes: the outcome is unknown', async () => {
    const session = new CardSession(scriptedLink(() => '9000'));
    await expect(sendPacket(session, labChannel(1), masterFileTar, script)).rejects.toMatchObject({
      code: 'ota.no-proof',
      meaning: expect.stringContaining('unknown'),
    });
  });
});

describe('counters', () => {
  test('spent before the packet leaves, one for each, also when the card goes away', async () => {
    const counters = memoryCounters();
    const session = new CardSession(scriptedLink([]));
    await expect(
      sendPacket(session, labChannel(1, { counters }), masterFileTar, script),
    ).rejects.toMatchObject({
      code: 'card.removed',
    });
    expect(counters.spent).toEqual([1]);
    const { session: next } = await bench();
    const sent = await sendPacket(next, labChannel(1, { counters }), masterFileTar, script);
    expect(sent.counter).toBe(2);
  });

  test.each([
    [
      'a key of the wrong length',
      { keys: { kic: new Uint8Array(5), kid: new Uint8Array(16) } },
      'scp80.key-length',
    ],
    [
      'no KID for the proof of receipt',
      { keys: { kic: new Uint8Array(16) }, spiBytes: [0x14, 0x09] as const },
      'scp80.key-missing',
    ],
    ['single DES', { kic: { algorithm: 'des', index: 1 } as const }, 'scp80.single-des'],
  ])('%s: found before one is spent', async (_, changes, code) => {
    const counters = memoryCounters();
    const { session, link } = await bench();
    const channel = labChannel(1, { counters, ...changes });
    await expect(sendPacket(session, channel, masterFileTar, script)).rejects.toMatchObject({ code });
    expect(counters.spent).toEqual([]);
    expect(link.names).toEqual([]);
  });

  test('packets without counter spend none', async () => {
    const counters = memoryCounters();
    const { session } = await bench();
    const channel = labChannel(1, { counters, spiBytes: [0x06, 0x01] });
    await expect(sendPacket(session, channel, masterFileTar, script)).rejects.toMatchObject({
      code: 'ota.security-level',
    });
    expect(counters.spent).toEqual([]);
  });
});

describe('a counter that is too low', () => {
  const behind = { keySets: seedImage.ota!.keySets.map((set) => ({ ...set, counter: 41 })) };
  const learning = () => {
    const counters = memoryCounters();
    const learned: [string, number][] = [];
    return {
      learned,
      counters: {
        ...counters,
        learn: (keySet: string, counter: number) => {
          learned.push([keySet, counter]);
          counters.set(counter + 1);
        },
      },
    };
  };

  test('a signed proof tells the card’s counter: ours follows, and the next packet is accepted', async () => {
    const { card, session } = await bench(behind);
    const { counters, learned } = learning();
    const channel = labChannel(2, { counters });
    await expect(sendPacket(session, channel, masterFileTar, script)).rejects.toMatchObject({
      code: 'ota.counter-low',
      hint: expect.stringContaining('41'),
      details: { cardCounter: 41, outcome: 'refused' },
    });
    expect(learned).toEqual([['test/2', 41]]);
    expect(written(card)).not.toBe('6465');
    expect(await sendPacket(session, channel, masterFileTar, script)).toMatchObject({ counter: 42 });
    expect(written(card)).toBe('6465');
  });

  test('nobody is believed who has not signed', async () => {
    const { session } = await bench(behind);
    const { counters, learned } = learning();
    const channel = labChannel(1, { counters, spiBytes: [0x16, 0x01] });
    await expect(sendPacket(session, channel, masterFileTar, script)).rejects.toMatchObject({
      code: 'ota.counter-low',
      details: expect.not.objectContaining({ cardCounter: 41 }),
    });
    expect(learned).toEqual([]);
  });
});

describe('what leaves and what comes back', () => {
  test('the packet is told after its counter was spent and before anything is sent; a refusal there stops it', async () => {
    const { session, link } = await bench();
    const told: unknown[] = [];
    const proofs: Uint8Array[] = [];
    await sendPacket(session, labChannel(1), masterFileTar, script, {
      onLeaving: ({ counter, envelopes, packet }) =>
        void told.push([counter, envelopes, packet.length, link.names.length]),
      onProof: (response) => void proofs.push(response),
    });
    expect(told).toEqual([[1, 1, expect.any(Number), 0]]);
    expect(proofs.length).toBe(1);
    const counters = memoryCounters();
    const failing = () => {
      throw new StoreError('store.busy', 'The store is busy.', { hint: 'Try again.' });
    };
    const next = await bench();
    await expect(
      sendPacket(next.session, labChannel(1, { counters }), masterFileTar, script, { onLeaving: failing }),
    ).rejects.toMatchObject({ code: 'store.busy' });
    expect([counters.spent, next.link.names]).toEqual([[1], []]);
  });

  test.each([
    ['ciphered both ways', [0x16, 0x19] as const, 'none'],
    ['a command in plain', [0x12, 0x19] as const, 'command'],
    ['an answer in plain', [0x16, 0x09] as const, 'response'],
    ['both in plain', [0x12, 0x09] as const, 'both'],
  ])('secrets that ciphering does not hide are kept from traces: %s', async (_, spiBytes, expected) => {
    const { card } = await bench();
    const link = await connectUicc(card);
    const seen = new Set<string>();
    const watched = {
      ...link,
      exchange: (...args: Parameters<typeof link.exchange>) => {
        if (args[1].name === 'ENVELOPE') seen.add(args[1].sensitive);
        return link.exchange(...args);
      },
    };
    await sendPacket(new CardSession(watched), labChannel(1, { spiBytes }), masterFileTar, script, {
      sensitive: 'both',
    });
    expect([...seen]).toEqual([expected]);
  });

  test('a script that presents a PIN is a secret without being told', async () => {
    const { card } = await bench();
    const link = await connectUicc(card);
    const seen: string[] = [];
    const watched = {
      ...link,
      exchange: (...args: Parameters<typeof link.exchange>) => {
        seen.push(args[1].sensitive);
        return link.exchange(...args);
      },
    };
    const verify = decodeCommandApdu(fromHex('0020000a083132333435363738'));
    const channel = labChannel(1, { spiBytes: [0x12, 0x19] });
    await runScript(new CardSession(watched), channel, masterFileTar, [verify], 'compact');
    expect(seen[0]).toBe('command');
  });
});

describe('what the card says is hostile input', () => {
  test('a forged proof of receipt', async () => {
    const { card } = await bench();
    const link = await connectUicc(card);
    const forging = {
      ...link,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const answer = (await link.exchange(...args)).slice();
        if (answer.length > 10) answer[20]! ^= 1;
        return answer;
      },
    };
    await expect(
      sendPacket(new CardSession(forging), labChannel(1), masterFileTar, script),
    ).rejects.toMatchObject({ code: 'scp80.response-forged' });
  });

  test('the genuine proof of an earlier packet says nothing of this one: its counter tells', async () => {
    const { card } = await bench();
    const link = await connectUicc(card);
    let first: Uint8Array | undefined;
    const replaying = {
      ...link,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const answer = await link.exchange(...args);
        if (answer.length <= 10) return answer;
        first ??= answer.slice();
        return first;
      },
    };
    const session = new CardSession(replaying);
    const channel = labChannel(1, { counters: memoryCounters() });
    expect(await sendPacket(session, channel, masterFileTar, script)).toMatchObject({ counter: 1 });
    const refused = fromHex('00a4000c026fff00d60000026465');
    await expect(sendPacket(session, channel, masterFileTar, refused)).rejects.toMatchObject({
      code: 'ota.foreign-proof',
      meaning: expect.stringContaining('unknown'),
    });
  });

  test('the proof of another application says nothing of this one', async () => {
    const { card } = await bench();
    const link = await connectUicc(card);
    const replies = await connectUicc(createUicc({ image: seedImage }));
    const channel = labChannel(1);
    const other = { ...channel, counters: memoryCounters() };
    let foreign: Uint8Array | undefined;
    const recording = {
      ...replies,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const answer = await replies.exchange(...args);
        if (answer.length > 10) foreign = answer.slice();
        return answer;
      },
    };
    await sendPacket(new CardSession(recording), other, fromHex('b00001'), fromHex('00a40004023f00')).catch(
      () => undefined,
    );
    const swapping = {
      ...link,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const answer = await link.exchange(...args);
        return answer.length > 10 ? foreign! : answer;
      },
    };
    await expect(sendPacket(new CardSession(swapping), channel, masterFileTar, script)).rejects.toMatchObject(
      { code: 'ota.foreign-proof' },
    );
  });

  test('a proof of an earlier packet that comes late is passed over, and the right one is taken', async () => {
    const { card } = await bench();
    const link = await connectUicc(card);
    const channel = labChannel(2, { spiBytes: [0x16, 0x39], counters: memoryCounters() });
    let late: Uint8Array | undefined;
    const delaying = {
      ...link,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const answer = await link.exchange(...args);
        if (args[1].name === 'FETCH') late ??= answer.slice();
        return answer;
      },
    };
    const session = new CardSession(delaying);
    await sendPacket(session, channel, masterFileTar, script);
    const listened: string[] = [];
    // The card brings the old message first: as a proactive command in front of its own.
    let pending = 0;
    const twice = {
      ...link,
      exchange: async (...args: Parameters<typeof link.exchange>) => {
        const { name } = args[1];
        listened.push(name);
        if (name === 'FETCH' && pending++ === 0) return late!;
        if (name === 'TERMINAL RESPONSE' && pending === 1) return fromHex(waiting!);
        const answer = await link.exchange(...args);
        if (name === 'ENVELOPE') waiting = toHex(answer.slice(-2));
        return answer;
      },
    };
    let waiting: string | undefined;
    const sent = await sendPacket(new CardSession(twice), channel, masterFileTar, script);
    expect(sent).toMatchObject({ counter: 2, proof: { counter: 2, authentic: true } });
    expect(listened.filter((name) => name === 'FETCH')).toHaveLength(2);
  });

  test('any answer to ENVELOPE ends in a result or a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom('9000', '9110', '6f00', '9300', '6a80'),
        async (data, sw) => {
          const session = new CardSession(scriptedLink(() => toHex(data) + sw, 'T=1'));
          await expect(sendPacket(session, labChannel(1), masterFileTar, script)).rejects.toMatchObject({
            code: expect.stringMatching(/\./),
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('parameters in any combination: key set, protection of both packets, transport, format', async () => {
  const spi = fc.record({
    ciphered: fc.boolean(),
    oneHigher: fc.boolean(),
    porCheck: fc.constantFrom(0, 2),
    porCiphered: fc.boolean(),
    bySubmit: fc.boolean(),
  });
  const formats = fc.constantFrom<ScriptFormat>('compact', 'expanded-definite', 'expanded-indefinite');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      spi,
      formats,
      fc.integer({ min: 1, max: 90 }),
      async (index, said, format, count) => {
        const first = 0x02 | (said.ciphered ? 4 : 0) | (said.oneHigher ? 0x18 : 0x10);
        const second = 1 | (said.porCheck << 2) | (said.porCiphered ? 0x10 : 0) | (said.bySubmit ? 0x20 : 0);
        const { card, session } = await bench();
        const one = ['00a4000c022f05', '00d60000026465'].map((hex) => decodeCommandApdu(fromHex(hex)));
        const commands = Array.from({ length: count }, (_, i) => one[i % 2]!);
        const channel = labChannel(index, { spiBytes: [first, second] });
        const tooLong = format === 'compact' ? false : count * 9 > 1000;
        if (tooLong) return;
        const run = await runScript(session, channel, masterFileTar, commands, format);
        const room = format === 'expanded-indefinite' && count * 4 + 4 > 128;
        expect(run.proof!.authentic).toBe(said.porCheck === 2);
        expect(run.executed === count || room).toBe(true);
        if (count > 1) expect(written(card)).toBe('6465');
      },
    ),
    { numRuns: 150 },
  );
});
