import { beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import type { CardDevice } from '../../main/card/device.ts';
import type { ReaderConnection, ReaderSnapshot } from '../reader-port.ts';
import type { RemovableCard } from '../removable-card.ts';
import { createSimulatedPort, type SimulatedPort } from './simulated-port.ts';

const atr = fromHex('3b9f96803fc7a08031e073fe211b63e206a807830f9000b1');
const context = { name: 'TEST', sensitive: 'none' } as const;
const name = 'Simulated reader 1';
let port: SimulatedPort;
let seen: ReaderSnapshot[];

function card(overrides: Partial<CardDevice> = {}): CardDevice & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    reset: async (kind) => {
      log.push(kind);
      return atr;
    },
    powerOff: async () => {
      log.push('off');
    },
    transmit: async (command) => {
      log.push(toHex(command));
      return Uint8Array.of(0x90, 0);
    },
    ...overrides,
  };
}

const send = (connection: ReaderConnection) => connection.exchange(fromHex('00b0000001'), context);
const states = () => seen.map(({ readers }) => readers.map(({ state }) => state).join());

beforeEach(async () => {
  port = createSimulatedPort([name]);
  seen = [];
  port.watch((snapshot) => seen.push(snapshot));
  await Promise.resolve();
});

describe('watching', () => {
  test('tells the state now and after each change, with ATR and a count', async () => {
    await port.insert(name, card());
    await port.eject(name);
    port.addReader('another');
    await port.removeReader('another');
    await Promise.resolve();
    expect(states()).toEqual(['empty', 'card', 'empty', 'empty,empty', 'empty']);
    expect(seen[1]?.readers[0]).toEqual({ name, state: 'card', atr, insertions: 1 });
    expect(seen[2]?.readers[0]?.insertions).toBe(2);
    expect(seen.every(({ service }) => service === 'running')).toBe(true);
  });

  test('ends with the returned function, and with the port', async () => {
    const other: ReaderSnapshot[] = [];
    port.watch((snapshot) => other.push(snapshot))();
    await port.insert(name, card());
    expect(other).toEqual([]);
    await port.close();
    expect(states().at(-1)).toBe('card');
  });
});

describe('connecting', () => {
  test('is exclusive, and free again after the close', async () => {
    await port.insert(name, card());
    const connection = await port.connect(name);
    expect(connection).toMatchObject({ atr, protocol: 'T=0' });
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'reader.held' });
    await connection.close('leave');
    await (await port.connect(name)).close('leave');
  });

  test('refuses an unknown reader, an empty one, a mute card and a cancelled wish', async () => {
    await expect(port.connect('nobody')).rejects.toMatchObject({ code: 'reader.unknown' });
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.absent' });
    await port.insert(name, card({ reset: async () => new Uint8Array(0) }));
    expect(states().at(-1)).toBe('mute');
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.mute' });
    await expect(port.connect(name, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('a card whose reset fails is mute, with the reason', async () => {
    const reason = new RangeError('broken');
    await port.insert(name, card({ reset: () => Promise.reject(reason) }));
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.mute', cause: reason });
  });
});

describe('power', () => {
  test('on at the insertion, warm at a reset, off at the end, cold at the next connect', async () => {
    const device = card();
    await port.insert(name, device);
    const first = await port.connect(name);
    expect(await first.reset()).toEqual(atr);
    await first.close('power-off');
    const second = await port.connect(name);
    await send(second);
    await second.close('leave');
    await (await port.connect(name)).close('reset');
    await port.eject(name);
    expect(device.log).toEqual(['cold', 'warm', 'off', 'cold', '00b0000001', 'warm', 'off']);
  });
});

describe('an exchange is lost', () => {
  test('when the card is ejected while the card works, and the connection with it', async () => {
    await port.insert(name, card({ transmit: () => new Promise(() => undefined) }));
    const connection = await port.connect(name);
    const lost = expect(send(connection)).rejects.toMatchObject({
      code: 'card.removed',
      meaning: expect.stringContaining('not known'),
    });
    await port.eject(name);
    await lost;
    await expect(send(connection)).rejects.toMatchObject({ code: 'card.removed' });
    await connection.close('power-off');
    await expect(port.connect(name)).rejects.toMatchObject({ code: 'card.absent' });
  });

  test('when the reader is unplugged', async () => {
    await port.insert(name, card());
    const connection = await port.connect(name);
    await port.removeReader(name);
    await expect(send(connection)).rejects.toMatchObject({ code: 'reader.lost' });
  });

  test('when the card falls silent; the next connection powers it up again', async () => {
    const device = card({ transmit: async () => undefined });
    await port.insert(name, device);
    const connection = await port.connect(name);
    await expect(send(connection)).rejects.toMatchObject({ code: 'card.mute' });
    await expect(connection.reset()).rejects.toMatchObject({ code: 'card.mute' });
    await connection.close('leave');
    await port.connect(name);
    expect(device.log).toEqual(['cold', 'cold']);
  });

  test('when the software of the card fails', async () => {
    const cause = new RangeError('broken');
    await port.insert(name, card({ transmit: () => Promise.reject(cause) }));
    const connection = await port.connect(name);
    await expect(send(connection)).rejects.toMatchObject({ code: 'card.exchange-failed', cause });
  });

  test('not yet sent when the connection was closed', async () => {
    const device = card();
    await port.insert(name, device);
    const connection = await port.connect(name);
    await connection.close('leave');
    await expect(send(connection)).rejects.toMatchObject({ code: 'reader.connection-closed' });
    expect(device.log).toEqual(['cold']);
  });
});

test('a card that takes itself out in the middle of a command, and comes back', async () => {
  let present = true;
  const listeners = new Set<(present: boolean) => void>();
  const set = (next: boolean) => {
    present = next;
    for (const listener of listeners) listener(next);
  };
  const device: RemovableCard = {
    ...card({
      transmit: async () => {
        set(false);
        return undefined;
      },
    }),
    get present() {
      return present;
    },
    watchPresence(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  await port.insert(name, device);
  const connection = await port.connect(name);
  await expect(send(connection)).rejects.toMatchObject({ code: 'card.removed' });
  await connection.close('power-off');
  await Promise.resolve();
  expect(states().at(-1)).toBe('empty');
  set(true);
  await expect.poll(() => states().at(-1)).toBe('card');
  await port.eject(name);
  expect(listeners.size).toBe(0);
});
