import { beforeEach, describe, expect, test } from 'vitest';
import { ReaderError } from '../../main/base/error.ts';
import { SnapshotMaker, sameSnapshot } from './snapshot-maker.ts';
import type { Sight } from './watcher.ts';

const [empty, present, exclusive, mute] = [0x10, 0x20, 0x80, 0x200];
const atr = Uint8Array.of(0x3b, 0);
let maker: SnapshotMaker;

beforeEach(() => {
  maker = new SnapshotMaker();
});

function running(state: number, events = 0): Sight {
  const bytes = (state & present) === 0 ? null : atr;
  return {
    service: 'running',
    readers: [{ name: 'A', state: ((events << 16) | state) >>> 0, changed: false, atr: bytes }],
  };
}
const problem = new ReaderError('reader.service-not-running', 'Gone.', { hint: '' });
const gone: Sight = { service: 'not-running', problem };
const look = (sight: Sight) => maker.make(sight).readers[0];
const insertions = (sight: Sight) => look(sight)?.insertions;

test.each([
  [empty, 'empty', undefined],
  [present, 'card', undefined],
  [present | 0x100, 'card', undefined],
  [present | mute, 'mute', 'card.mute'],
  [present | exclusive, 'held', 'reader.held'],
  [0x0c, 'unavailable', 'reader.lost'],
])('state %i is %s', (state, word, code) => {
  expect(look(running(state))).toMatchObject({ name: 'A', state: word });
  expect(look(running(state))?.problem?.code).toBe(code);
});

describe('our own connection', () => {
  test('is not somebody else’s, and is forgotten when the service has forgotten it', () => {
    maker.took('A');
    expect(look(running(present | exclusive))?.state).toBe('card');
    maker.gave('A');
    expect(look(running(present | exclusive))?.state).toBe('card');
    expect(look(running(present))?.state).toBe('card');
    expect(look(running(present | exclusive))?.state).toBe('held');
  });
});

describe('the count of insertions', () => {
  test('stays while nothing happens, and grows with each change', () => {
    expect(insertions(running(empty, 7))).toBe(0);
    expect(insertions(running(empty, 7))).toBe(0);
    expect(insertions(running(present, 8))).toBe(1);
    expect(insertions(running(present | exclusive, 8))).toBe(1);
    expect(insertions(running(empty, 9))).toBe(2);
  });

  test('grows when the service counted two changes between two looks', () => {
    insertions(running(present, 3));
    expect(insertions(running(present, 5))).toBe(1);
  });

  test('grows where the service does not count', () => {
    insertions(running(empty));
    expect(insertions(running(present))).toBe(1);
  });

  test('grows over a time in which the service or the reader was away, once', () => {
    insertions(running(present, 3));
    maker.make(gone);
    maker.make(gone);
    expect(insertions(running(present, 3))).toBe(1);
    maker.make({ service: 'running', readers: [] });
    expect(insertions(running(present, 3))).toBe(2);
  });
});

test('a problem of the service comes without readers', () => {
  expect(maker.make(gone)).toEqual({ service: 'not-running', problem, readers: [] });
});

test('two snapshots are the same when nothing that is told differs', () => {
  const [one, two] = [new SnapshotMaker(), new SnapshotMaker()];
  expect(sameSnapshot(one.make(running(present)), two.make(running(present)))).toBe(true);
  expect(sameSnapshot(one.make(running(present)), two.make(running(empty)))).toBe(false);
  expect(sameSnapshot(one.make(running(present)), two.make(gone))).toBe(false);
});
