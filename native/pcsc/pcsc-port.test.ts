import { beforeEach, describe, expect, test } from 'vitest';
import { FakeCard, FakePcsc, pcscFailure } from '../../test/support/fake-pcsc.ts';
import type { ReaderPort } from '../reader-port.ts';
import type { PcscCard } from './binding.ts';
import { bindingError } from './binding.ts';
import { createPcscPort, type PcscOptions } from './pcsc-port.ts';

const present = 0x20;
let pcsc: FakePcsc;
let card: FakeCard;

beforeEach(() => {
  pcsc = new FakePcsc();
  card = new FakeCard();
  pcsc.readers.set('A', { state: present, connect: () => Promise.resolve(card) });
});

const open = (options: PcscOptions = {}): ReaderPort =>
  createPcscPort({ load: () => Promise.resolve(pcsc.binding), ...options });

/** Makes connects to reader A do one after the other of these, and counts them. */
function script(...steps: readonly (() => Promise<PcscCard>)[]): number[] {
  const protocols: number[] = [];
  pcsc.readers.get('A')!.connect = (_, wanted) => steps[protocols.push(wanted) - 1]!();
  return protocols;
}
const works = () => Promise.resolve(card);
const fails = (words: string) => () => Promise.reject(pcscFailure(words));

describe('the context of a reader', () => {
  test('is kept for the next connect', async () => {
    const port = open();
    await (await port.connect('A')).close('leave');
    await (await port.connect('A')).close('leave');
    expect(pcsc.opened).toBe(1);
    await port.close();
    expect(pcsc.open).toBe(0);
  });

  test('is its own', async () => {
    pcsc.readers.set('B', { state: present, connect: works });
    const port = open();
    await Promise.all([port.connect('A'), port.connect('B')]);
    expect(pcsc.open).toBe(2);
    await port.close();
    expect(pcsc.open).toBe(0);
  });

  test.each(['Invalid handle', 'Unknown reader', 'PC/SC service not running', 'Reader unavailable'])(
    'is made anew when it is out of date (%s)',
    async (words) => {
      const protocols = script(works, fails(words), works);
      const port = open();
      await (await port.connect('A')).close('leave');
      await (await port.connect('A')).close('leave');
      expect(protocols).toHaveLength(3);
      expect(pcsc.opened).toBe(2);
      expect(pcsc.open).toBe(1);
    },
  );

  test('that is fresh is not tried twice', async () => {
    const protocols = script(fails('Unknown reader'));
    await expect(open().connect('A')).rejects.toMatchObject({ code: 'reader.unknown' });
    expect(protocols).toHaveLength(1);
    expect(pcsc.open).toBe(0);
  });

  test('is dropped with a lost connection', async () => {
    const port = open();
    const connection = await port.connect('A');
    card.answer = fails('Card was removed');
    await expect(connection.exchange(Uint8Array.of(0), plain)).rejects.toMatchObject({
      code: 'card.removed',
    });
    await connection.close('leave');
    expect(pcsc.open).toBe(0);
  });
});

describe('a connect', () => {
  test.each([
    ['No smart card present', 'card.absent'],
    ['Card is unpowered', 'card.mute'],
    ['Card is unresponsive', 'card.mute'],
    ['Sharing violation', 'reader.held'],
    ['Protocol mismatch', 'card.protocol-mismatch'],
    ['Reader not ready', 'reader.not-ready'],
  ])('“%s” is %s, nothing was sent, and the reader is free again', async (words, code) => {
    script(fails(words), works);
    const port = open();
    await expect(port.connect('A')).rejects.toMatchObject({ code, meaning: 'Nothing was sent to the card.' });
    await (await port.connect('A')).close('leave');
  });

  test('takes what the card offers, or the preferred protocol, or what is left', async () => {
    const any = script(works);
    await open().connect('A');
    expect(any).toEqual([3]);
    const preferred = script(works);
    await open({ preferredProtocol: 'T=0' }).connect('A');
    expect(preferred).toEqual([1]);
    const second = script(fails('Protocol mismatch'), works);
    await open({ preferredProtocol: 'T=1' }).connect('A');
    expect(second).toEqual([2, 3]);
  });

  test('that is cancelled is undone when it comes to its end, and only then is the reader free', async () => {
    const late = Promise.withResolvers<PcscCard>();
    script(() => late.promise, works);
    const port = open();
    const cancel = new AbortController();
    const connecting = port.connect('A', cancel.signal);
    setTimeout(() => cancel.abort(), 5);
    await expect(connecting).rejects.toMatchObject({
      kind: 'cancelled',
      meaning: 'Nothing was sent to the card.',
    });
    await expect(port.connect('A')).rejects.toMatchObject({ code: 'reader.not-ready' });
    late.resolve(card);
    await expect.poll(() => card.log).toEqual(['disconnect 0']);
    await expect.poll(() => pcsc.open).toBe(0);
    await (await port.connect('A')).close('leave');
  });

  test('that takes too long is given up', async () => {
    script(() => new Promise(() => undefined));
    await expect(open({ connectTimeout: 10 }).connect('A')).rejects.toMatchObject({
      code: 'reader.not-ready',
    });
  });

  test('that runs when the port is closed is cancelled, and the close does not wait for it', async () => {
    const late = Promise.withResolvers<PcscCard>();
    script(() => late.promise);
    const port = open();
    const refused = expect(port.connect('A')).rejects.toMatchObject({ kind: 'cancelled' });
    await expect.poll(() => pcsc.open).toBe(1);
    await port.close();
    await refused;
    expect(pcsc.open).toBe(1);
    late.resolve(card);
    await expect.poll(() => card.log).toEqual(['disconnect 0']);
    await expect.poll(() => pcsc.open).toBe(0);
  });

  test('two at once: the second is refused', async () => {
    const port = open();
    const [first, second] = await Promise.allSettled([port.connect('A'), port.connect('A')]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(second).toMatchObject({ reason: { code: 'reader.held' } });
  });

  test('a card that left while it was connected is absent', async () => {
    card.atr = null;
    await expect(open().connect('A')).rejects.toMatchObject({ code: 'card.absent' });
    expect(card.log).toEqual(['disconnect 0']);
  });
});

describe('without PC/SC', () => {
  const library = new Error('libpcsclite.so.1: cannot open shared object file');
  const load = () => Promise.reject(bindingError(library));

  test('those who watch are told, and a connect says the same', async () => {
    const port = open({ load });
    const snapshot = await new Promise((resolve) => {
      const stop = port.watch((seen) => {
        stop();
        resolve(seen);
      });
    });
    expect(snapshot).toMatchObject({
      service: 'not-installed',
      problem: { code: 'reader.service-not-installed' },
      readers: [],
    });
    await expect(port.connect('A')).rejects.toMatchObject({ code: 'reader.service-not-installed' });
    await port.close();
  });

  test('a service that does not run refuses the connect', async () => {
    pcsc.running = false;
    await expect(open().connect('A')).rejects.toMatchObject({ kind: 'reader' });
  });
});

describe('watching', () => {
  test('ends with the last who watches, and begins again with the next', async () => {
    const port = open();
    for (const opened of [1, 2]) {
      const stop = await new Promise<() => void>((resolve) => {
        const end = port.watch(() => resolve(end));
      });
      expect(pcsc.opened).toBe(opened);
      stop();
      await expect.poll(() => pcsc.open).toBe(0);
    }
    await port.close();
  });

  test('a second one hears the present state at once', async () => {
    const port = open();
    await new Promise<void>((resolve) => {
      port.watch(() => resolve());
    });
    const snapshot = await new Promise((resolve) => {
      port.watch(resolve);
    });
    expect(snapshot).toMatchObject({ service: 'running', readers: [{ name: 'A', state: 'card' }] });
    await port.close();
  });
});

const plain = { name: 'TEST', sensitive: 'none' } as const;
