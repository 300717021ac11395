import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex, u16be } from '../../main/base/bytes.ts';
import type { CardDevice } from '../../main/card/device.ts';
import type { RemovableCard } from '../removable-card.ts';
import { serveVpcd, type VpcdLink, type VpcdOptions } from './vpcd-link.ts';

const t0 = fromHex('3b9f96803fc7a08031e073fe211b63e206a807830f9000b1');
const t1 = fromHex('3b858101554943433128');

/** Milliseconds in which the card certainly answers. */
const pause = 50;

/** The reader's end of the connection. */
class Vpcd {
  readonly server: Server = createServer({ noDelay: true }, (socket) => {
    this.connections++;
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.received += chunk.toString('hex');
    });
    socket.on('close', () => {
      this.socket = undefined;
    });
  });
  socket: Socket | undefined;
  connections = 0;
  /** Everything that came from the card, as hexadecimal text. */
  received = '';

  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(port, resolve));
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async close(): Promise<void> {
    this.socket?.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Length and payload in two pieces, as vpcd 0.8 writes them: the second waits for something to come back. */
  async sendSlowly(payload: Uint8Array): Promise<void> {
    this.socket?.write(u16be(payload.length));
    await sleep(pause);
    this.socket?.write(payload);
    await sleep(pause);
  }

  async sendAtOnce(payload: Uint8Array): Promise<void> {
    this.socket?.write(concatBytes(u16be(payload.length), payload));
    await sleep(pause);
  }

  take(): string {
    const all = this.received;
    this.received = '';
    return all;
  }
}

function card(overrides: Partial<CardDevice> = {}): CardDevice & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    reset: async (kind) => {
      log.push(kind);
      return t0;
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

let vpcd: Vpcd;
let port: number;
let link: VpcdLink | undefined;

beforeEach(async () => {
  vpcd = new Vpcd();
  port = await vpcd.listen();
});
afterEach(async () => {
  await link?.close();
  await vpcd.close();
});

async function insert(device: CardDevice, options: Partial<VpcdOptions> = {}): Promise<void> {
  link = serveVpcd({ device, port, ...options });
  await expect.poll(() => vpcd.socket).toBeDefined();
}

const [powerOff, powerOn, reset, getAtr] = [0, 1, 2, 4].map((code) => Uint8Array.of(code)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const frame = (hex: string) => toHex(u16be(hex.length / 2)) + hex;

describe('the protocol', () => {
  test('power, reset, ATR and commands', async () => {
    const device = card();
    await insert(device);
    for (const payload of [getAtr, powerOn, getAtr, reset, fromHex('00a40000'), powerOff, getAtr])
      await vpcd.sendAtOnce(payload);
    expect(device.log).toEqual(['cold', 'cold', 'warm', '00a40000', 'off']);
    const atr = frame(toHex(t0));
    expect(vpcd.take()).toBe(`${atr}${atr}${frame('9000')}${atr}`);
  });

  test('a card without ATR sends one that is too long for any', async () => {
    await insert(card({ reset: async () => new Uint8Array(0) }));
    await vpcd.sendAtOnce(getAtr);
    expect(vpcd.take()).toBe(frame('00'.repeat(64)));
  });

  test('an unknown control is left unanswered', async () => {
    await insert(card());
    await vpcd.sendAtOnce(Uint8Array.of(3));
    await vpcd.sendAtOnce(getAtr);
    expect(vpcd.take()).toBe(frame(toHex(t0)));
  });
});

describe('the early byte', () => {
  test('goes out when the length has come, and is part of the answer', async () => {
    await insert(card({ transmit: async () => fromHex('01029000') }));
    vpcd.socket?.write(u16be(5));
    await expect.poll(() => vpcd.received).toBe('00');
    vpcd.socket?.write(fromHex('00b0000002'));
    await expect.poll(() => vpcd.received).toBe('000401029000');
  });

  test('is owed to the next answer where a control has none', async () => {
    await insert(card());
    await vpcd.sendSlowly(powerOn);
    expect(vpcd.take()).toBe('00');
    await vpcd.sendSlowly(getAtr);
    expect(`00${vpcd.take()}`).toBe(frame(toHex(t0)));
    await vpcd.sendSlowly(fromHex('00a40000'));
    expect(vpcd.take()).toBe(frame('9000'));
  });

  test('is not sent when length and payload come together', async () => {
    const answer = Promise.withResolvers<Uint8Array>();
    await insert(card({ transmit: () => answer.promise }));
    await vpcd.sendAtOnce(fromHex('00b0000002'));
    expect(vpcd.received).toBe('');
    answer.resolve(fromHex('9000'));
    await expect.poll(() => vpcd.received).toBe(frame('9000'));
  });

  test('is not sent for T=1, whose answers may be long', async () => {
    const long = '5a'.repeat(1_000);
    await insert(card({ reset: async () => t1, transmit: async () => fromHex(`${long}9000`) }));
    await vpcd.sendAtOnce(powerOn);
    await vpcd.sendSlowly(fromHex('00cb000000ffff'));
    expect(vpcd.take()).toBe(frame(`${long}9000`));
  });

  test('that promised too little: the answer follows when the command is repeated', async () => {
    const full = `${'5a'.repeat(255)}9000`;
    const device = card({ transmit: async () => fromHex(full) });
    await insert(device);
    await vpcd.sendSlowly(fromHex('00b0000000'));
    expect(vpcd.take()).toBe(frame('6cff'));
    await vpcd.sendSlowly(fromHex('00b00000ff'));
    expect(vpcd.take()).toBe(frame(full));
  });

  test.each(['61fe', '6c00'])('is held back after %s', async (sw) => {
    await insert(card({ transmit: async () => fromHex(sw) }));
    await vpcd.sendSlowly(fromHex('00a40000'));
    vpcd.take();
    vpcd.socket?.write(u16be(5));
    await sleep(pause);
    expect(vpcd.received).toBe('');
  });

  test('is completed when the card is taken out: half a length crashes vpcd', async () => {
    await insert(card());
    vpcd.socket?.write(u16be(5));
    await expect.poll(() => vpcd.received).toBe('00');
    await link?.close();
    await expect.poll(() => vpcd.received).toBe('0000');
  });
});

describe('the card comes and goes', () => {
  test('when pcscd ends and comes back; an outage is told once', async () => {
    const device = card();
    const told: string[] = [];
    await insert(device, {
      onConnection: (inserted) => told.push(inserted ? 'in' : 'out'),
      onError: (error) => told.push(error.code),
    });
    await vpcd.close();
    await expect.poll(() => told).toEqual(['in', 'out', 'vpcd.unreachable']);
    await sleep(300);
    vpcd = new Vpcd();
    await vpcd.listen(port);
    await expect.poll(() => told, { timeout: 3_000 }).toEqual(['in', 'out', 'vpcd.unreachable', 'in']);
    expect(device.log).toEqual(['off']);
  });

  test('when it falls silent: out, without power, and in again', async () => {
    const device = card({ transmit: async () => undefined });
    await insert(device, { reinsertAfter: 30 });
    await vpcd.sendAtOnce(fromHex('00a40000'));
    expect(device.log).toEqual(['off']);
    await expect.poll(() => vpcd.connections).toBe(2);
  });

  test('when its software fails, which is told', async () => {
    const cause = new RangeError('broken');
    const told: unknown[] = [];
    await insert(card({ transmit: () => Promise.reject(cause) }), {
      reinsertAfter: 30,
      onError: (error) => told.push(error),
    });
    await vpcd.sendAtOnce(fromHex('00a40000'));
    await expect.poll(() => told).toMatchObject([{ code: 'vpcd.card-failed', cause }]);
    await expect.poll(() => vpcd.connections).toBe(2);
  });

  test('when it leaves the reader by itself', async () => {
    let listener: (present: boolean) => void = () => undefined;
    const device: RemovableCard = {
      ...card(),
      present: true,
      watchPresence(listen) {
        listener = listen;
        return () => undefined;
      },
    };
    const set = (present: boolean) => {
      Object.assign(device, { present });
      listener(present);
    };
    await insert(device, { reinsertAfter: 10 });
    set(false);
    await expect.poll(() => vpcd.socket).toBeUndefined();
    await sleep(50);
    expect(vpcd.connections).toBe(1);
    set(true);
    await expect.poll(() => vpcd.connections).toBe(2);
  });

  test('for good when the link is closed, also while it waits for a reader', async () => {
    const device = card();
    await insert(device);
    await link?.close();
    expect(device.log).toEqual(['off']);
    await vpcd.close();
    link = serveVpcd({ device, port });
    await sleep(20);
    await link.close();
    vpcd = new Vpcd();
    await vpcd.listen();
  });
});
