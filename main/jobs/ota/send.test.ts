import { describe, expect, test, vi } from 'vitest';
import { StoreError } from '../../base/error.ts';
import { calls } from '../../contract/calls.ts';
import type { OtaDomain } from '../../lab/uicc/ota/state.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { composed, otaBench, otaIccid, usualSpi } from './testing/ota-bench.ts';

const { image } = loadSeed('ota-keys');
const cardWith = (changes: Partial<OtaDomain>) =>
  createUicc({ image: { ...image, ota: { ...image.ota!, ...changes } } });
const code = (expected: string) => expect.objectContaining({ code: expected });
const script = (count: number) => ({
  kind: 'commands' as const,
  commands: Array.from({ length: count }, () => '00a4000c022f05'),
  format: 'compact' as const,
});

test('with typed keys: what was sent, what came back, the intent and the audit line', async () => {
  const { send, written, changes, audit } = await otaBench();
  const output = await send(composed({ counter: 9 }));
  expect(calls['ota.send'].output.parse(output)).toEqual(output);
  expect(output.packets).toEqual([
    expect.objectContaining({
      counter: 9,
      envelopes: 1,
      proof: expect.objectContaining({
        checksum: 'right',
        counter: 9,
        executed: 2,
        status: expect.objectContaining({ code: '00', outcome: 'done' }),
        responses: [
          expect.objectContaining({
            sw: '9000',
            command: expect.objectContaining({ apdu: '00d60000026465' }),
          }),
        ],
      }),
    }),
  ]);
  expect(output.packets[0]!.error).toBeUndefined();
  expect(written()).toBe('6465');
  expect(changes()).toEqual([
    expect.objectContaining({
      kind: 'ota-packet',
      state: 'done',
      document: expect.objectContaining({
        title: 'OTA packet to B00000 with counter 9, keys that are not stored',
      }),
    }),
  ]);
  expect(audit()).toEqual([
    'OTA packet to B00000 with counter 9, keys that are not stored: PoR OK, 2 commands executed, last 9000.',
  ]);
});

test('with a stored set: its counters are spent one after the other, also for a packet that is lost', async () => {
  const { send, stored, uicc, custody, changes } = await otaBench();
  const compose = composed({ keys: stored });
  expect((await send(compose)).packets[0]).toMatchObject({ counter: 1 });
  uicc.setFault({ kind: 'power-loss', when: 'before', apdu: 5 });
  const [lost] = (await send(compose)).packets;
  expect(lost).toMatchObject({
    counter: 2,
    error: { code: 'ota.interrupted', details: { reason: 'card.mute' } },
  });
  expect(lost!.proof).toBeUndefined();
  uicc.setFault({ kind: 'none' });
  expect(changes()[0]).toMatchObject({ state: 'unknown', error: { code: 'ota.interrupted' } });
  expect((await send(compose)).packets[0]).toMatchObject({ counter: 3, proof: { status: { code: '00' } } });
  expect(custody.counters({ iccid: otaIccid, simulated: true }).last(stored.set)).toBe(3);
  // The real card of this ICCID has counters of its own.
  expect(custody.counters({ iccid: otaIccid, simulated: false }).last(stored.set)).toBeUndefined();
});

test('the card’s counter is ahead: it is learned from the proof, and the next packet is right', async () => {
  const ahead = cardWith({ keySets: image.ota!.keySets.map((set) => ({ ...set, counter: 500 })) });
  const { send, stored, changes, audit } = await otaBench(ahead);
  const compose = composed({ keys: stored });
  const [low] = (await send(compose)).packets;
  expect(low).toMatchObject({
    counter: 1,
    proof: { counter: 500, status: { code: '02' } },
    error: { code: 'ota.counter-low', details: { cardCounter: 500 } },
  });
  expect(changes()[0]).toMatchObject({ state: 'failed' });
  expect((await send(compose)).packets[0]).toMatchObject({ counter: 501, proof: { status: { code: '00' } } });
  expect(audit()[1]).toContain('CNTR low');
});

describe('refused before a counter is spent or anything is sent', () => {
  test.each([
    ['typed keys and no counter', composed(), otaIccid, 'ota.counter-needed'],
    ['another card', composed({ counter: 1 }), '8900101000000000019', 'ota.other-card'],
    [
      'a key of the wrong length',
      composed({ counter: 1, keys: { kind: 'typed', kic: '0011', kid: '0011' } }),
      otaIccid,
      'scp80.key-length',
    ],
    ['no keys at all', composed({ counter: 1, keys: { kind: 'none' } }), otaIccid, 'scp80.key-missing'],
    [
      'no KID for the proof',
      composed({
        counter: 1,
        keys: { kind: 'typed', kic: '00'.repeat(16) },
        spi: { ...usualSpi, check: 'none' },
      }),
      otaIccid,
      'scp80.key-missing',
    ],
    [
      'a script that is none',
      composed({ counter: 1, content: { kind: 'commands', commands: ['00a4'], format: 'compact' } }),
      otaIccid,
      'apdu.malformed',
    ],
    ['a counter at its end', composed({ counter: 2 ** 40 }), otaIccid, 'scp80.counter'],
    [
      'a plan with typed keys',
      composed({ counter: 1, content: { kind: 'plan', plan: 'x', format: 'compact' } }),
      otaIccid,
      'ota.plan-needs-set',
    ],
    [
      'a packet for more than 255 messages',
      composed({ counter: 1, content: { kind: 'hex', data: '00'.repeat(40_000) } }),
      otaIccid,
      'sms.packet-too-long',
    ],
  ])('%s', async (_, compose, iccid, expected) => {
    const { send, changes, written, uicc } = await otaBench();
    await expect(send(compose, iccid)).rejects.toThrow(code(expected));
    expect(changes()).toEqual([]);
    expect(written()).not.toBe('6465');
    expect(uicc.snapshot().ota).toEqual(image.ota);
  });

  test('a counter for a stored set', async () => {
    const { send, stored } = await otaBench();
    await expect(send(composed({ keys: stored, counter: 1 }))).rejects.toMatchObject({
      code: 'ota.counter-kept',
      details: { next: 1 },
    });
  });

  test('keys of another card', async () => {
    const { send, put, changes } = await otaBench();
    const keys = { kind: 'stored', set: put({ by: 'iccid', value: '8900101000000000019' }) } as const;
    await expect(send(composed({ keys }))).rejects.toThrow(code('keys.other-card'));
    expect(changes()).toEqual([]);
  });

  test('the counter of a stored set is at its end', async () => {
    const { send, stored, custody, changes } = await otaBench();
    custody.counters({ iccid: otaIccid, simulated: true }).learn(stored.set, 2 ** 40 - 2);
    await expect(send(composed({ keys: stored }))).rejects.toThrow(code('scp80.counter-exhausted'));
    expect(changes()).toEqual([]);
  });

  test('a cancel', async () => {
    const { send, changes } = await otaBench();
    const signal = AbortSignal.abort();
    await expect(send(composed({ counter: 1 }), otaIccid, signal)).rejects.toThrow(
      code('operation.cancelled'),
    );
    expect(changes()).toEqual([]);
  });

  test('a store that cannot keep the intent: the counter is gone, the card has seen nothing', async () => {
    const { deps, send, stored, uicc, custody } = await otaBench();
    deps.store.cardChanges.intend = () => {
      throw new StoreError('store.busy', 'The store is busy.', { hint: 'Try again.' });
    };
    await expect(send(composed({ keys: stored }))).rejects.toThrow(code('store.busy'));
    expect(custody.counters({ iccid: otaIccid, simulated: true }).last(stored.set)).toBe(1);
    expect(uicc.snapshot().ota).toEqual(image.ota);
  });
});

describe('what the card refuses stands with its packet', () => {
  test.each([
    ['unknown TAR', {}, composed({ counter: 1, tar: 'b00077' }), 'ota.tar-unknown'],
    [
      'a wrong key',
      {},
      composed({ counter: 1, keys: { kind: 'typed', kic: '11'.repeat(16), kid: '22'.repeat(16) } }),
      undefined,
    ],
    [
      'level too low',
      {},
      composed({ counter: 1, spi: { ...usualSpi, check: 'none', porCheck: 'none' } }),
      'ota.security-level',
    ],
    [
      'no such key set',
      {},
      composed({ counter: 1, kic: { algorithm: 'aes', index: 9 }, kid: { algorithm: 'aes', index: 9 } }),
      'ota.security-refused',
    ],
    [
      'counter too high for “exactly one”',
      {},
      composed({ counter: 5, spi: { ...usualSpi, counter: 'one-higher' } }),
      'ota.counter-high',
    ],
    [
      'counter at its maximum',
      { counter: 2 ** 40 - 1 },
      composed({ counter: 2 ** 40 - 2 }),
      'ota.counter-blocked',
    ],
    ['a buffer that is too small', { buffer: 30 }, composed({ counter: 1 }), 'ota.buffer-exceeded'],
  ])(
    '%s',
    async (_, { counter = 0, buffer = 1024 }: { counter?: number; buffer?: number }, compose, expected) => {
      const uicc = cardWith({ buffer, keySets: image.ota!.keySets.map((set) => ({ ...set, counter })) });
      const before = uicc.snapshot();
      const { send, changes } = await otaBench(uicc);
      const [sent] = (await send(compose)).packets;
      // A card with other keys signs with them: its answer cannot be told from a forged one.
      expect(sent!.error).toMatchObject({ code: expected ?? 'scp80.response-forged' });
      expect(sent!.error!.hint).toMatch(/\.$/);
      expect(changes()[0]?.state).toBe(expected === undefined ? 'unknown' : 'failed');
      expect([...uicc.snapshot().files.values()]).toEqual([...before.files.values()]);
    },
  );
});

test('no proof was asked for: sent, and nothing is known of the result', async () => {
  const { send, audit, written } = await otaBench();
  const [sent] = (await send(composed({ counter: 1, spi: { ...usualSpi, por: 'none' } }))).packets;
  expect([sent!.proof, sent!.error]).toEqual([undefined, undefined]);
  expect(written()).toBe('6465');
  expect(audit()[0]).toContain('no proof of receipt');
});

test('a long script goes in several ENVELOPEs', async () => {
  const { send } = await otaBench();
  const [sent] = (await send(composed({ counter: 1, content: script(60) }))).packets;
  expect(sent).toMatchObject({ envelopes: 4, proof: { executed: 60 } });
});

test('no secret key and no PIN is in what was answered, kept or logged', async () => {
  const { send, stored, changes, audit } = await otaBench();
  const commands = ['0020000a083132333435363738'];
  const output = await send(
    composed({ keys: stored, content: { kind: 'commands', commands, format: 'compact' } }),
  );
  const said = JSON.stringify([output, changes(), audit()]);
  expect(output.packets[0]).toMatchObject({ proof: { executed: 1 } });
  for (const secret of [
    '3132333435363738',
    '200102030405060708090a0b0c0d0e0f',
    '210102030405060708090a0b0c0d0e0f',
  ])
    expect(said).not.toContain(secret);
});

test('the last counter there is would block the key set on the card for good: it is not sent', async () => {
  const { send, written, changes } = await otaBench();
  const before = written();
  await expect(send(composed({ counter: 2 ** 40 - 1 }))).rejects.toThrow(code('ota.counter-at-end'));
  expect([written(), changes()]).toEqual([before, []]);
  expect((await send(composed({ counter: 1 }))).packets[0]).toMatchObject({
    proof: { status: { code: '00' } },
  });
});

test('a cancel when a packet of several messages has begun to leave: it is brought to its end, and its proof is told', async () => {
  const { send, deps, changes } = await otaBench();
  const stop = new AbortController();
  const { cardChanges } = deps.store;
  const intend = cardChanges.intend.bind(cardChanges);
  vi.spyOn(cardChanges, 'intend').mockImplementation((...args) => {
    intend(...args);
    stop.abort();
  });
  const [sent] = (await send(composed({ counter: 1, content: script(30) }), otaIccid, stop.signal)).packets;
  expect(sent).toMatchObject({ envelopes: 2, proof: { executed: 30, status: { outcome: 'done' } } });
  expect(sent!.error).toBeUndefined();
  expect(changes()).toMatchObject([{ state: 'done' }]);
});
