import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { tamper } from '../../store/testing/temp-store.ts';
import { eid, iccid, key1, key2, key3, keyBench, otherIccid } from './testing/key-bench.ts';
import { overwrite } from './types.ts';

const real = { iccid, simulated: false };
const ota = 'kic1,kid1,ota1_algorithm,ota1_counter';
const gp = 'gp48_enc,gp48_mac,gp48_dek,gp48_protocol,gp48_diversification,gp48_i,gp48_authorises';
const threeKeys = `${key1},${key2},${key3}`;
const code = (name: string) => expect.objectContaining({ code: name });

test('a card has its own sets, those of its EID and those of its IINs; the closest of one name counts', async () => {
  const { take, custody } = await keyBench();
  take([`iin,${gp}`, `8988,${threeKeys},scp03,none,,`, `898821,${threeKeys},scp03,kdf3,,`]);
  const owners = (card: Parameters<typeof custody.keySets>[0]): string[] =>
    custody.keySets(card).map(({ name, owner }) => `${name} ${owner.by} ${owner.value}`);
  expect(owners(real)).toEqual(['SCP03 48 iin 898821']);
  expect(owners({ ...real, iccid: '8949440000001155314' })).toEqual([]);
  take([`eid,${gp}`, `${eid},${threeKeys},scp03,none,,`]);
  expect(custody.knowsEids()).toBe(true);
  expect(owners({ ...real, eid })).toEqual([`SCP03 48 eid ${eid}`]);
  expect(owners(real)).toEqual(['SCP03 48 iin 898821']);
  take([`iccid,${ota}`, `${iccid},${key1},${key2},aes,`]);
  take([`iccid,${gp}`, `${iccid},${threeKeys},scp03,none,70,ADM1`]);
  expect(owners({ ...real, eid })).toEqual([`OTA 1 iccid ${iccid}`, `SCP03 48 iccid ${iccid}`]);
  expect(custody.gpKeySets(real)).toMatchObject([
    {
      version: 48,
      protocol: 'scp03',
      option: 0x70,
      keyLength: 16,
      authorises: ['ADM1'],
      diversification: 'none',
    },
  ]);
  expect(custody.otaKeySets(real)).toMatchObject([{ index: 1, algorithm: 'aes', has: ['kic', 'kid'] }]);
});

test('keys of another card are not given out for this one, though their id is named', async () => {
  const { take, custody } = await keyBench();
  take([`iccid,${ota}`, `${iccid},${key1},${key2},aes,`]);
  take([`iin,${gp}`, `898821,${threeKeys},scp03,none,,`, `8949,${threeKeys},scp03,none,,`]);
  take([`eid,${gp}`, `${eid},${threeKeys},scp03,none,,`]);
  const idOf = (value: string) => custody.list().find(({ owner }) => owner.value === value)?.id ?? '';
  const other = { iccid: otherIccid, simulated: false };
  const refused = code('keys.other-card');
  expect(() => custody.keySet(idOf(iccid), other)).toThrow(refused);
  expect(() => custody.keySet(idOf('8949'), other)).toThrow(refused);
  expect(() => custody.keySet(idOf(eid), { ...other, eid: '8'.repeat(32) })).toThrow(refused);
  expect(custody.keySet(idOf('898821'), other).name).toBe('SCP03 48');
  expect(custody.keySet(idOf(eid), { ...other, eid }).name).toBe('SCP03 48');
  const rehearsed = custody.keySet(idOf(iccid), { iccid, simulated: true });
  if (rehearsed.kind !== 'ota') throw new RangeError('no OTA set');
  const { id } = custody.keep(
    { iccid, simulated: true },
    {
      kind: 'ota',
      name: 'OTA 1',
      version: 1,
      document: {
        algorithm: 'aes-128',
        diversification: 'none',
        authorises: [],
        keys: ['kic'],
        checkValues: {},
      },
      keys: [fromHex(key3)],
    },
  );
  // A rehearsal’s keys never go into the real card.
  expect(() => custody.keySet(id, { iccid, simulated: false })).toThrow(refused);
  expect(custody.keySet(id, { iccid, simulated: true }).id).toBe(id);
});

test('keys come out by id, for the caller to overwrite', async () => {
  const { take, custody } = await keyBench();
  take([`iccid,${gp},${ota}`, `${iccid},${threeKeys},scp03,none,,,${key1},${key2},aes,`]);
  const { id } = custody.gpKeySet('scp03 48', real);
  const keys = custody.openGp(id);
  expect(Object.values(keys).map((key) => Buffer.from(key).toString('hex'))).toEqual([key1, key2, key3]);
  overwrite(keys);
  expect([...keys.enc, ...keys.dek].every((byte) => byte === 0)).toBe(true);
  expect(() => custody.openOta(id)).toThrow(code('keys.other-kind'));
  expect(() => custody.otaKeySet(id)).toThrow(code('keys.other-kind'));
  expect(() => custody.openGp('none')).toThrow(code('keys.no-such-set'));
});

test('a name that fits sets of several cards is not guessed', async () => {
  const { take, custody } = await keyBench();
  take([`iccid,${ota}`, `${iccid},${key1},${key2},aes,`, `${otherIccid},${key1},${key2},aes,`]);
  expect(() => custody.keySet('OTA 1')).toThrow(code('keys.several-sets'));
  expect(custody.keySet('ota 1', real).owner.value).toBe(iccid);
  expect(() => custody.keySet('OTA 2')).toThrow(code('keys.no-such-set'));
});

test('why a set cannot be used now is told, and opening it says the same', async () => {
  const { take, custody, vault, folder } = await keyBench();
  take([`iccid,${ota}`, `${iccid},${key1},${key2},aes,1099511627774`, `${otherIccid},${key1},${key2},aes,`]);
  const [set] = custody.otaKeySets(real);
  expect(set?.problem).toMatchObject({ code: 'scp80.counter-exhausted' });
  const other = { ...real, iccid: otherIccid };
  expect(custody.otaKeySets(other)[0]?.problem).toBeUndefined();
  vault.lock();
  expect(custody.otaKeySets(other)[0]?.problem).toMatchObject({ code: 'vault.locked' });
  expect(custody.list(other)[0]).toMatchObject({
    name: 'OTA 1',
    keys: ['KIc', 'KID'],
    problem: { code: 'vault.locked' },
  });
  expect(() => custody.openOta(set?.id ?? '')).toThrow(code('vault.locked'));
  tamper(folder, `DELETE FROM secrets WHERE name = 'kid'`);
  expect(custody.otaKeySets(other)[0]?.problem).toMatchObject({ code: 'keys.gone' });
  await vault.openByPassphrase('a passphrase for tests');
  expect(() => custody.openOta(set?.id ?? '')).toThrow(code('keys.gone'));
});

test('what a simulated card was given never counts for the real one, and takes precedence for the simulated', async () => {
  const { take, custody } = await keyBench();
  take([`iccid,${gp}`, `${iccid},${threeKeys},scp03,none,,`]);
  const simulated = { iccid, simulated: true };
  const kept = custody.keep(simulated, {
    kind: 'globalplatform',
    name: 'SCP03 48',
    version: 48,
    document: {
      algorithm: 'aes-128',
      protocol: 'scp03',
      diversification: 'none',
      authorises: [],
      keys: ['enc', 'mac', 'dek'],
      checkValues: {},
    },
    keys: [key3, key2, key1].map(fromHex),
  });
  expect(custody.gpKeySets(simulated).map(({ id }) => id)).toEqual([kept.id]);
  expect(custody.gpKeySets(real).map(({ id }) => id)).not.toContain(kept.id);
  custody.forget(kept.id);
  expect(custody.gpKeySets(simulated)).toEqual(custody.gpKeySets(real));
  expect(() => custody.forget(kept.id)).toThrow(code('keys.no-such-set'));
});

test('counters start after what the key file says, apart for each card and for simulated ones', async () => {
  const { take, custody } = await keyBench();
  take([`iccid,${ota}`, `${iccid},${key1},${key2},aes,41`]);
  const [set] = custody.otaKeySets(real);
  const id = set?.id ?? '';
  expect(set?.counter).toBe(41);
  const counters = custody.counters(real);
  expect([counters.spend(id), counters.spend(id)]).toEqual([42, 43]);
  expect(custody.otaKeySets(real)[0]?.counter).toBe(43);
  expect(custody.counters({ iccid, simulated: true }).spend(id)).toBe(42);
});

test('keys that were forgotten or replaced come back to their counter', async () => {
  const { take, custody } = await keyBench();
  const file = [`iccid,${ota}`, `${iccid},${key1},${key2},aes,`];
  take(file);
  const [set] = custody.otaKeySets(real);
  const id = set?.id ?? '';
  const counters = custody.counters(real);
  expect(set?.counter).toBeUndefined();
  expect([counters.spend(id), counters.spend(id)]).toEqual([1, 2]);
  custody.forget(id);
  expect(custody.otaKeySets(real)).toEqual([]);
  take(file);
  expect(custody.otaKeySets(real)).toMatchObject([{ id, counter: 2 }]);
  take([`iccid,${ota}`, `${iccid},${key1},${key3},aes,`], { replace: true });
  expect(custody.otaKeySets(real)[0]?.counter).toBeUndefined();
  take(file, { replace: true });
  expect(custody.otaKeySets(real)).toMatchObject([{ id, counter: 2 }]);
  expect(counters.spend(id)).toBe(3);
});

test('a counter is raised by hand or by what the card proved, never lowered, and ends before the last', async () => {
  const { take, custody } = await keyBench();
  take([`iccid,${ota}`, `${iccid},${key1},${key2},aes,`]);
  const id = custody.otaKeySet('OTA 1', real).id;
  const counters = custody.counters(real);
  counters.raise(id, 100);
  expect(counters.spend(id)).toBe(101);
  for (const lower of [101, 5, 0])
    expect(() => counters.raise(id, lower)).toThrow(code('keys.counter-lower'));
  expect(() => counters.raise('none', 500)).toThrow(code('keys.no-such-set'));
  counters.learn(id, 50);
  expect(counters.last(id)).toBe(101);
  counters.learn(id, 200);
  expect(counters.spend(id)).toBe(201);
  for (const last of [2 ** 40 - 2, 2 ** 40 - 1])
    expect(() => counters.raise(id, last)).toThrow(code('keys.counter-end'));
  counters.raise(id, 2 ** 40 - 3);
  expect(counters.spend(id)).toBe(2 ** 40 - 2);
  expect(() => counters.spend(id)).toThrow(code('scp80.counter-exhausted'));
});
