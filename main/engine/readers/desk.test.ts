import { expect, test } from 'vitest';
import type {
  ReaderConnection,
  ReaderPort,
  ReaderSnapshot,
  ReaderStatus,
} from '../../../native/reader-port.ts';
import { CardError } from '../../base/error.ts';
import type { CardIdentityDoc } from '../../contract/card.ts';
import type { ReaderListDoc } from '../../contract/reader.ts';
import { EventHub } from '../event-hub.ts';
import { ReaderDesk } from './desk.ts';

const atr = Uint8Array.of(0x3b, 0x00);
const identityOf = (iccid: string): CardIdentityDoc => ({ atr: '3b00', iccid, applications: [] });
const card = (insertions: number): ReaderStatus => ({ name: 'R', state: 'card', atr, insertions });

/** A port whose readers are what the test says. */
class FakePort implements ReaderPort {
  readonly closed: string[] = [];
  open = 0;
  #listener: (snapshot: ReaderSnapshot) => void = () => undefined;
  #readers: readonly ReaderStatus[];

  constructor(readers: readonly ReaderStatus[]) {
    this.#readers = readers;
  }

  show(...readers: ReaderStatus[]): void {
    this.#readers = readers;
    this.#listener({ service: 'running', readers });
  }

  watch(listener: (snapshot: ReaderSnapshot) => void): () => void {
    this.#listener = listener;
    setImmediate(() => listener({ service: 'running', readers: this.#readers }));
    return () => undefined;
  }

  async connect(reader: string): Promise<ReaderConnection> {
    if (this.#readers.find(({ name }) => name === reader)?.state !== 'card')
      throw new CardError('card.absent', 'There is no card in the reader.', { hint: 'Put one in.' });
    expect(++this.open).toBe(1);
    return {
      atr,
      protocol: 'T=0',
      exchange: async () => Uint8Array.of(0x90, 0),
      reset: async () => atr,
      close: async (disposition) => {
        this.open--;
        this.closed.push(disposition);
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

function makeDesk(
  port: ReaderPort,
  identify?: (signal: AbortSignal) => Promise<CardIdentityDoc>,
): { desk: ReaderDesk; told: ReaderListDoc[] } {
  const hub = new EventHub({ write: () => undefined });
  const told: ReaderListDoc[] = [];
  hub.on((event) => {
    if (event.event === 'readers.changed') told.push(event.data);
  });
  const desk = new ReaderDesk({
    port,
    hub,
    log: { write: () => undefined },
    isSimulated: () => false,
    traced: (link) => link,
    ...(identify === undefined
      ? {}
      : { identify: async (_link, signal) => ({ identity: await identify(signal) }) }),
  });
  return { desk, told };
}

test('a card that is put in is identified, and forgotten when it is out', async () => {
  const port = new FakePort([{ name: 'R', state: 'empty', insertions: 0 }]);
  const { desk, told } = makeDesk(port, async () => identityOf('8949'));
  expect((await desk.list()).readers).toMatchObject([{ id: 'R', state: 'empty', busy: false }]);
  port.show(card(1));
  await turns();
  expect((await desk.list()).readers[0]?.card?.iccid).toBe('8949');
  expect(told.at(-1)?.readers[0]?.card?.iccid).toBe('8949');
  expect(port.closed).toEqual(['leave']);
  port.show({ name: 'R', state: 'empty', insertions: 2 });
  expect(await desk.cardIn('R')).toBeUndefined();
  await desk.close();
});

test('without an identifier a card is left alone', async () => {
  const port = new FakePort([card(1)]);
  const { desk } = makeDesk(port);
  await desk.list();
  await turns();
  expect(port.closed).toEqual([]);
  await desk.close();
});

test('a card swapped between two looks of the service is a stranger', async () => {
  const port = new FakePort([card(1)]);
  let now = '8949-first';
  const { desk } = makeDesk(port, async () => identityOf(now));
  await desk.list();
  await turns();
  now = '8949-second';
  port.show(card(3));
  expect(await desk.cardIn('R')).toBeUndefined();
  await turns();
  expect((await desk.cardIn('R'))?.identity.iccid).toBe('8949-second');
  await desk.close();
});

test('what was found of a card that is gone is not shown for the next one', async () => {
  const port = new FakePort([card(1)]);
  const { desk } = makeDesk(port);
  await desk.use('R', 'read', undefined, async ({ learn }) => {
    port.show(card(3));
    learn({ identity: identityOf('8949') });
  });
  expect(await desk.cardIn('R')).toBeUndefined();
  await desk.close();
});

test('identification gives way to a user and is made up for afterwards', async () => {
  const port = new FakePort([card(1)]);
  let attempts = 0;
  const { desk } = makeDesk(port, async (signal) => {
    if (++attempts > 1) return identityOf('8949');
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    signal.throwIfAborted();
    return identityOf('never');
  });
  await desk.list();
  await expect(desk.use('R', 'write', undefined, async () => attempts)).resolves.toBe(1);
  await turns();
  expect(attempts).toBe(2);
  expect((await desk.cardIn('R'))?.identity.iccid).toBe('8949');
  expect(port.closed).toEqual(['leave', 'power-off', 'leave']);
  await desk.close();
});

test('a card that cannot be identified is tried once and shown with the reason', async () => {
  const port = new FakePort([card(1)]);
  let attempts = 0;
  const { desk } = makeDesk(port, async () => {
    attempts++;
    throw new CardError('card.odd', 'This card does not answer as a UICC does.', {
      hint: 'Look at the trace.',
    });
  });
  await desk.list();
  await turns();
  port.show(card(1));
  await turns();
  expect(attempts).toBe(1);
  expect((await desk.list()).readers[0]?.problem?.code).toBe('card.odd');
  await desk.close();
});

test('a reader is busy while a user works, and listeners are told both times', async () => {
  const port = new FakePort([card(1)]);
  const { desk, told } = makeDesk(port);
  await desk.use('R', 'read', undefined, async () => {
    await turns();
    expect(told.at(-1)?.readers[0]?.busy).toBe(true);
  });
  await turns();
  expect(told.at(-1)?.readers[0]?.busy).toBe(false);
  await desk.close();
});

test('an unknown reader is refused and named', async () => {
  const { desk } = makeDesk(new FakePort([]));
  await expect(desk.use('X', 'read', undefined, async () => 1)).rejects.toMatchObject({
    code: 'reader.unknown',
    details: { reader: 'X' },
  });
  await desk.close();
});

test('the connection is closed when the work fails', async () => {
  const port = new FakePort([card(1)]);
  const { desk } = makeDesk(port);
  await expect(desk.use('R', 'write', undefined, () => Promise.reject(new TypeError('x')))).rejects.toThrow(
    'x',
  );
  expect(port.closed).toEqual(['power-off']);
  expect(port.open).toBe(0);
  await desk.close();
});
