import { expect, test } from 'vitest';
import { fromHex } from '../main/base/bytes.ts';
import { InternalError, ReaderError } from '../main/base/error.ts';
import type { CardDevice } from '../main/card/device.ts';
import { combinePorts } from './combined-port.ts';
import type { ReaderPort, ReaderSnapshot } from './reader-port.ts';
import { createSimulatedPort } from './simulated/simulated-port.ts';

const device: CardDevice = {
  reset: async () => fromHex('3b02145000'),
  powerOff: async () => undefined,
  transmit: async () => Uint8Array.of(0x90, 0),
};
const problem = new ReaderError('reader.service-not-running', 'The service is not running.', {
  hint: 'Start it.',
});

/** PC/SC on a machine where the service does not run. */
function deadPort(): ReaderPort & { tell?: (snapshot: ReaderSnapshot) => void; closed?: boolean } {
  return {
    watch(listener) {
      this.tell = listener;
      return () => {
        delete this.tell;
      };
    },
    connect: () => Promise.reject(problem),
    async close() {
      this.closed = true;
    },
  };
}

test('the first source speaks for the service, the readers of all are one list', async () => {
  const dead = deadPort();
  const simulated = createSimulatedPort(['one', 'two']);
  const seen: ReaderSnapshot[] = [];
  const stop = combinePorts(dead, simulated).watch((snapshot) => seen.push(snapshot));
  await Promise.resolve();
  expect(seen).toEqual([]);
  dead.tell?.({ service: 'not-running', problem, readers: [] });
  expect(seen.at(-1)).toMatchObject({ service: 'not-running', problem });
  await simulated.insert('two', device);
  await Promise.resolve();
  expect(seen.at(-1)?.readers.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'one empty',
    'two card',
  ]);
  const { tell } = dead;
  stop();
  expect(dead.tell).toBeUndefined();
  await simulated.eject('two');
  tell?.({ service: 'running', readers: [] });
  expect(seen).toHaveLength(3);
});

test('a connect goes to the source that has the reader', async () => {
  const simulated = createSimulatedPort(['one']);
  const port = combinePorts(deadPort(), simulated);
  await simulated.insert('one', device);
  const connection = await port.connect('one');
  await expect(port.connect('one')).rejects.toMatchObject({ code: 'reader.held' });
  await expect(port.connect('elsewhere')).rejects.toBe(problem);
  await connection.close('leave');
});

test('closing closes all', async () => {
  const dead = deadPort();
  const simulated = createSimulatedPort(['one']);
  await combinePorts(dead, simulated).close();
  expect(dead.closed).toBe(true);
  expect(simulated.names).toEqual([]);
});

test('an error that is not about the name is not passed over', async () => {
  const defect = new InternalError('test.defect', 'A defect.', { hint: '' });
  const broken: ReaderPort = { ...deadPort(), connect: () => Promise.reject(defect) };
  await expect(combinePorts(deadPort(), broken).connect('one')).rejects.toBe(defect);
});
