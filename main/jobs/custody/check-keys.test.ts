import { expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { keyCheckValue } from '../../channel/key-data.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardSession } from '../../procedures/session.ts';
import { seeded } from '../testing/bench.ts';
import { checkOnCard, checkStoredKeys } from './check-keys.ts';
import { keyedCard } from './keyed-card.ts';
import { iccid, key1, key2, key3, keyBench } from './testing/key-bench.ts';

/** Of the seed issuer-keys, which publishes them. */
const card = '8900101000000000191';
const scp03 = [key1, key2, key3];
const scp02 = [
  '100102030405060708090a0b0c0d0e0f',
  '101102030405060708090a0b0c0d0e0f',
  '102102030405060708090a0b0c0d0e0f',
];
const fields = ['enc', 'mac', 'dek', 'protocol', 'i', 'domain'];

/** Asks the software card about the only key set of a file. */
async function ask(version: number, keys: readonly string[], protocol: string, i = '', domain = '') {
  const { take, custody } = await keyBench();
  const header = ['iccid', ...fields.map((field) => `gp${version}_${field}`)].join();
  expect(take([header, [card, ...keys, protocol, i, domain].join()])).toMatchObject({ stored: true });
  const sent: string[] = [];
  const link = await connectUicc(seeded('issuer-keys'));
  const session = new CardSession({
    ...link,
    exchange: (bytes, context) => {
      sent.push(toHex(bytes));
      return link.exchange(bytes, context);
    },
  });
  const [set] = custody.gpKeySets(await keyedCard(custody, session, { iccid: card, simulated: true }));
  if (set === undefined) throw new RangeError('no set');
  const finding = await checkOnCard(custody, session, set);
  // EXTERNAL AUTHENTICATE alone could use a try.
  expect(sent.filter((apdu) => apdu.slice(2, 4) === '82')).toEqual([]);
  return { ...finding, code: finding.error?.code, sent };
}

test.each([
  ['its keys for SCP03', 48, scp03, 'scp03', '70'],
  ['its keys for SCP02', 32, scp02, 'scp02', '75'],
  ['the keys of its default', 0, scp03, 'scp03', ''],
] as const)('a card has %s', async (_what, version, keys, protocol, i) => {
  expect(await ask(version, keys, protocol, i)).toMatchObject({ card: 'right', code: undefined });
});

test.each([
  ['other keys', 48, [key2, key3, key1], 'scp03', 'channel.card-cryptogram'],
  ['another version', 49, scp03, 'scp03', 'channel.no-key-set'],
  ['another protocol', 32, scp03, 'scp03', 'channel.protocol'],
] as const)('a card does not have %s, and no try is used', async (_what, version, keys, protocol, code) => {
  expect(await ask(version, keys, protocol)).toMatchObject({ card: 'wrong', code });
});

test('a card that would prove nothing before a try is not asked', async () => {
  expect(await ask(32, scp02, 'scp02', '1a')).toMatchObject({ card: 'cannot-tell', sent: [] });
});

test('a card without the security domain cannot tell', async () => {
  const domain = 'A0000005591010FFFFFFFF8900000100';
  expect(await ask(48, scp03, 'scp03', '', domain)).toMatchObject({
    card: 'cannot-tell',
    code: 'domain.not-found',
  });
});

test('keys are compared with the check values that came with them', async () => {
  const { take, custody, vault } = await keyBench();
  const right = toHex(keyCheckValue('aes', fromHex(key1)));
  take([
    'iccid,kic1,kic1_kcv,kid1,ota1_algorithm,kic2,ota2_algorithm',
    `${iccid},${key1},${right},${key2},aes,${key1},aes`,
  ]);
  const [first, second] = custody.list();
  if (first === undefined || second === undefined) throw new RangeError('no sets');
  expect(checkStoredKeys(custody, first)).toEqual({ stored: 'right' });
  expect(checkStoredKeys(custody, second)).toEqual({ stored: 'no-check-value' });
  vault.put(`keyset ${first.id}`, 'kic', fromHex(key3));
  expect(checkStoredKeys(custody, first)).toEqual({ stored: 'wrong' });
  vault.lock();
  expect(() => checkStoredKeys(custody, first)).toThrow(expect.objectContaining({ code: 'vault.locked' }));
});
