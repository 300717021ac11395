import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fromHex } from '../../../base/bytes.ts';
import { tempFolder } from '../../../store/testing/temp-folder.ts';
import { tempStore } from '../../../store/testing/temp-store.ts';
import { atOnce, withBreaks } from '../stepwise.ts';
import { iccid, key1, key2, key3, keyBench, otherIccid } from '../testing/key-bench.ts';
import { checkEntries } from './checked-entry.ts';
import { parseCsvKeys } from './csv.ts';
import { importKeys } from './import-keys.ts';

const header = 'iccid,adm1,kic1,kid1,ota1_algorithm,ota1_counter,ota1_spi';
const card = (of: string, adm = '12345678', kid = key2, rest = '5,1621'): string =>
  `${of},${adm},${key1},${kid},aes,${rest}`;
const outcomes = (report: { items: readonly { outcome: string }[] }): string =>
  report.items.map(({ outcome }) => outcome).join();

test('what is in order is taken, and found again', async () => {
  const { take, custody, vault } = await keyBench();
  const report = take([header, card(iccid), card(otherIccid)]);
  expect(report).toMatchObject({ stored: true, owners: 2, taken: 4, refused: 0 });
  expect(report.items[1]).toEqual({
    row: 2,
    owner: { by: 'iccid', value: iccid },
    name: 'OTA 1',
    outcome: 'taken',
  });
  expect(vault.get(iccid, 'ADM1')).toEqual(Buffer.from('12345678'));
  const [set] = custody.otaKeySets({ iccid, simulated: false });
  expect(set).toMatchObject({ name: 'OTA 1', index: 1, algorithm: 'aes', counter: 5 });
  expect(custody.openOta(set?.id ?? '')).toEqual({
    kic: Buffer.from(fromHex(key1)),
    kid: Buffer.from(fromHex(key2)),
  });
});

test('a trial stores nothing and says the same', async () => {
  const { take, store } = await keyBench();
  const rows = [header, card(iccid), card(otherIccid)];
  const trial = take(rows, { trial: true });
  expect(trial).toMatchObject({ stored: false, taken: 4 });
  expect(store.secrets.all()).toEqual([]);
  expect(store.keySets.all()).toEqual([]);
  expect(take(rows).items).toEqual(trial.items);
});

test('with one card refused nothing is taken, or every other card whole', async () => {
  const bad = `${otherIccid},12345678,${key1},abc,aes,5,1621`;
  const { take, store } = await keyBench();
  const strict = take([header, card(iccid), bad]);
  expect(strict).toMatchObject({ stored: false, taken: 0, refused: 1 });
  expect(outcomes(strict)).toBe('not-taken,not-taken,not-taken,refused');
  expect(strict.items[3]?.error).toMatchObject({ code: 'keys.hexadecimal', details: { field: 'kid1' } });
  expect(store.secrets.all()).toEqual([]);
  const partial = take([header, card(iccid), bad], { partial: true });
  expect(partial).toMatchObject({ stored: true, taken: 2, refused: 1 });
  expect(outcomes(partial)).toBe('taken,taken,not-taken,refused');
  expect(store.keySets.all().map(({ owner }) => owner.value)).toEqual([iccid]);
  expect(store.secrets.names(otherIccid)).toEqual([]);
});

test('half a card is not taken, wherever in the file its other half is', async () => {
  const { take, store } = await keyBench();
  const report = take(
    ['iccid,adm1,kic1,ota1_spi', `${iccid},12345678,,`, `${iccid},,${key1},many`, `${otherIccid},12345678,,`],
    { partial: true },
  );
  expect(outcomes(report)).toBe('not-taken,refused,taken');
  expect(store.secrets.all().map(({ owner }) => owner)).toEqual([otherIccid]);
});

test('two keys for one place in a file refuse each other', async () => {
  const { take } = await keyBench();
  const report = take([header, card(iccid), card(otherIccid), card(iccid)]);
  expect(report.items.map(({ row, error }) => [row, error?.code, error?.details['row']])).toEqual([
    [2, 'keys.twice', 4],
    [2, 'keys.twice', 4],
    [3, undefined, undefined],
    [3, undefined, undefined],
    [4, 'keys.twice', 2],
    [4, 'keys.twice', 2],
  ]);
});

test('the same again changes nothing; what differs is refused, or replaced when that is said', async () => {
  const { take, custody, vault } = await keyBench();
  take([header, card(iccid)]);
  expect(take([header, card(iccid)])).toMatchObject({ stored: false, taken: 0, refused: 0 });
  const other = [header, card(iccid, '87654321', key3)];
  const refused = take(other);
  expect(refused.items.map(({ error }) => error?.code)).toEqual(['keys.differs', 'keys.differs']);
  expect(vault.get(iccid, 'ADM1')).toEqual(Buffer.from('12345678'));
  const [before] = custody.otaKeySets({ iccid, simulated: false });
  expect(outcomes(take(other, { replace: true }))).toBe('replaced,replaced');
  expect(vault.get(iccid, 'ADM1')).toEqual(Buffer.from('87654321'));
  const sets = custody.otaKeySets({ iccid, simulated: false });
  expect(sets).toHaveLength(1);
  expect(sets[0]?.id).not.toBe(before?.id);
  expect(vault.names(`keyset ${before?.id}`)).toEqual([]);
});

test('other metadata of the same keys count as a difference; a higher counter is only newer', async () => {
  const { take, custody } = await keyBench();
  take([header, card(iccid)]);
  const at = { iccid, simulated: false };
  expect(outcomes(take([header, card(iccid, '12345678', key2, '5,1921')]))).toBe('not-taken,refused');
  expect(outcomes(take([header, card(iccid, '12345678', key2, '9,1621')]))).toBe('unchanged,taken');
  expect(custody.otaKeySets(at)[0]?.counter).toBe(9);
  expect(outcomes(take([header, card(iccid, '12345678', key2, '7,1921')], { replace: true }))).toBe(
    'unchanged,replaced',
  );
  expect(custody.otaKeySets(at)[0]?.counter).toBe(9);
});

test('an ICCID with a wrong check digit is told when it was let pass', async () => {
  const { take } = await keyBench();
  const wrong = '8988211000000430011';
  const rows = ['iccid,adm1', `${wrong},12345678`, `${iccid},12345678`];
  expect(take(rows).items.map(({ error }) => error?.code)).toEqual(['keys.check-digit', undefined]);
  const report = take(rows, {}, { anyCheckDigit: true });
  expect(report).toMatchObject({ stored: true, taken: 2, wrongCheckDigits: 1 });
  expect(report.items.map(({ wrongCheckDigit }) => wrongCheckDigit)).toEqual([true, undefined]);
});

test('ADM keys of 16 decimal digits that a spreadsheet has rounded are refused, exact ones taken', async () => {
  const { take } = await keyBench();
  const adms = (one: string, other: string) =>
    take(['iccid,adm1', `${iccid},${one}`, `${otherIccid},${other}`]).items.map(({ error }) => error?.code);
  expect(adms('1234567890123450', '9876543210987650')).toEqual(['keys.rounded', 'keys.rounded']);
  expect(adms('1234567890123450', 'abcdef0123456789')).toEqual(['keys.rounded', undefined]);
  expect(adms('1234567890123450', '9876543210987654')).toEqual([undefined, undefined]);
});

test('what another process stores while an import is on its way is neither lost nor overwritten', async () => {
  const { check, store, vault, clock, custody } = await keyBench();
  const parts = { store, vault, clock };
  const first = importKeys(parts, check([header, card(iccid), card(otherIccid)]), {});
  for (let step = first.next(); step.done !== true; step = first.next())
    if (step.value.what === 'Encrypting the keys') break;
  atOnce(importKeys(parts, check([header, card(iccid, '87654321', key3)]), {}));
  const report = atOnce(first);
  expect(outcomes(report)).toBe('refused,refused,not-taken,not-taken');
  expect(vault.get(iccid, 'ADM1')).toEqual(Buffer.from('87654321'));
  expect(store.keySets.all()).toHaveLength(1);
  expect(custody.openOta(store.keySets.all()[0]?.id ?? '').kid).toEqual(Buffer.from(fromHex(key3)));
});

test('an import lets others work and can be cancelled until it stores; then nothing is', async () => {
  const { check, store, vault, clock } = await keyBench();
  let now = 0;
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => (now += 30));
  onTestFinished(() => slow.mockRestore());
  const entries = check([header, card(iccid), card(otherIccid)]);
  const cancel = new AbortController();
  const said: string[] = [];
  const work = withBreaks(importKeys({ store, vault, clock }, entries, {}), {
    signal: cancel.signal,
    progress: ({ what, done, total }) => {
      said.push(`${what} ${done} of ${total}`);
      // Something else that the engine has to do; it is done before the next step.
      setImmediate(() => said.push('something else'));
      if (what === 'Encrypting the keys' && done === 3) cancel.abort();
    },
    meaning: 'Nothing was taken.',
  });
  await expect(work).rejects.toThrow(expect.objectContaining({ kind: 'cancelled' }));
  const steps = [1, 2, 3, 4].map((at) => `Comparing with the stored keys ${at} of 4`);
  const sealing = [1, 2, 3].map((at) => `Encrypting the keys ${at} of 4`);
  expect(said.filter((each) => each !== 'something else')).toEqual([...steps, ...sealing]);
  expect(said.filter((each) => each === 'something else').length).toBeGreaterThanOrEqual(6);
  expect(store.keySets.all()).toEqual([]);
});

test('keys are overwritten when their check is cancelled', async () => {
  const { check } = await keyBench();
  const file = parseCsvKeys([header, card(iccid), card(otherIccid)].join('\n'));
  const overwritten = vi.spyOn(Uint8Array.prototype, 'fill');
  onTestFinished(() => overwritten.mockRestore());
  const work = checkEntries(file, {});
  work.next();
  work.next();
  overwritten.mockClear();
  work.return(check([header]));
  // The ADM of the first card, its KIc and its KID.
  expect(overwritten).toHaveBeenCalledTimes(3);
});

test('a locked vault takes nothing', async () => {
  const { take, vault, store } = await keyBench();
  vault.lock();
  expect(() => take([header, card(iccid)])).toThrow(expect.objectContaining({ code: 'vault.locked' }));
  expect(store.keySets.all()).toEqual([]);
});

test('neither the report nor any file of the store holds a key', async () => {
  const { take, folder } = await keyBench();
  const report = take([header, card(iccid), card(otherIccid, 'xyzzyplugh', key3)], { partial: true });
  const hidden = [key1, key2, key3, 'xyzzyplugh'];
  for (const text of hidden) expect(JSON.stringify(report)).not.toContain(text);
  for (const file of readdirSync(folder).filter((name) => name.startsWith('cardwright.db'))) {
    const bytes = readFileSync(join(folder, file));
    for (const text of hidden) expect(bytes.includes(text), file).toBe(false);
    for (const key of [key1, key2, key3]) expect(bytes.includes(Buffer.from(key, 'hex')), file).toBe(false);
  }
});

test('killed at any point of an import, the store has all of it or nothing', {
  timeout: 120_000,
}, async () => {
  const counts = new Set<number>();
  for (let killAt = 1; ; killAt++) {
    const folder = tempFolder();
    const child = fork(join(import.meta.dirname, '../testing/import-child.ts'), [folder, String(killAt)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [exit, signal] = (await once(child, 'exit')) as [number | null, string | null];
    const store = tempStore(folder);
    const ofCards = store.secrets.all().filter(({ owner }) => owner !== 'station');
    expect([0, 3 * 3]).toContain(ofCards.length);
    expect([0, 3]).toContain(store.keySets.all().length);
    expect(store.keySets.all().length * 3).toBe(ofCards.length);
    counts.add(ofCards.length);
    if (signal === null) {
      expect({ exit, counts, killAt: killAt > 10 }).toEqual({
        exit: 0,
        counts: new Set([0, 9]),
        killAt: true,
      });
      return;
    }
    expect(signal).toBe('SIGKILL');
  }
});
