import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { keyCheckValue } from '../../channel/key-data.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardSession } from '../session.ts';
import { countingLink } from '../testing/counting-link.ts';
import { issuerImage, issuerKeys, issuerVersion } from '../testing/issuer-card.ts';
import { openSecureChannel } from './open-secure-channel.ts';
import { type KeyChange, type KeyJournal, type PutKeysOptions, putKeys } from './put-keys.ts';
import { readCardData } from './read-card-data.ts';

const newAes = keysFrom('a0', 16);
const newDes = keysFrom('b1', 16);

function keysFrom(first: string, length: number): StaticKeys {
  const make = (offset: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => (Number.parseInt(first, 16) + offset + i * 3) & 0xff);
  return { enc: make(0), mac: make(64), dek: make(128) };
}

async function open(uicc: Uicc, keys: StaticKeys, keyVersion: number, level = 0x01) {
  const link = countingLink(await connectUicc(uicc));
  const channel = await openSecureChannel(new CardSession(link), { keys, keyVersion, level });
  return { channel, link };
}

function journalOf() {
  const entries: string[] = [];
  const changes: KeyChange[] = [];
  const journal: KeyJournal = {
    intent: (change) => {
      changes.push(change);
      entries.push('intent');
    },
    outcome: (_change, state) => void entries.push(state),
  };
  return { entries, changes, journal };
}

const usual: Omit<PutKeysOptions, 'journal'> = { keys: newAes, algorithm: 'aes', version: 48, replaces: 48 };

describe.each(['scp02', 'scp03'] as const)('over %s', (protocol) => {
  test.each([
    ['des', 16],
    ['aes', 16],
    ['aes', 24],
    ['aes', 32],
  ] as const)('a key set of %s keys of %i bytes is added, and opens a channel', async (algorithm, length) => {
    const uicc = createUicc({ image: issuerImage() });
    const { channel } = await open(uicc, issuerKeys[protocol], issuerVersion[protocol]);
    const keys = keysFrom('35', length);
    const { journal, entries, changes } = journalOf();
    const checks = await putKeys(channel, { keys, algorithm, version: 5, replaces: 0, journal });
    expect(entries).toEqual(['intent', 'done']);
    expect(checks.map(toHex)).toEqual(
      [keys.enc, keys.mac, keys.dek].map((key) => toHex(keyCheckValue(algorithm, key))),
    );
    // Of the keys the journal has nothing but their check values.
    expect(JSON.stringify(changes)).not.toContain(JSON.stringify(keys.enc));
    const opened = await open(uicc, keys, 5);
    expect(opened.channel.protocol).toBe(algorithm === 'des' ? 'scp02' : 'scp03');
    const { keys: known } = await readCardData(opened.channel);
    expect(known?.filter(({ version }) => version === 5)).toHaveLength(3);
  });
});

test('replaced keys are in force, the old ones no longer', async () => {
  const uicc = createUicc({ image: issuerImage() });
  const { channel } = await open(uicc, issuerKeys.scp03, 48, 0x33);
  await putKeys(channel, { ...usual, journal: journalOf().journal });
  await open(uicc, newAes, 48);
  await expect(open(uicc, issuerKeys.scp03, 48)).rejects.toMatchObject({ code: 'channel.card-cryptogram' });
  // The other key set is as it was.
  await open(uicc, issuerKeys.scp02, 32);
});

test.each([
  ['before', issuerKeys.scp03],
  ['commit', issuerKeys.scp03],
  ['after', newAes],
] as const)('a power cut %s the write of PUT KEY leaves one whole key set', async (when, inForce) => {
  const uicc = createUicc({ image: issuerImage() });
  const { channel } = await open(uicc, issuerKeys.scp03, 48, 0x33);
  const { journal, entries } = journalOf();
  uicc.setFault({ kind: 'power-loss', when, apdu: 1 });
  await expect(putKeys(channel, { ...usual, journal })).rejects.toMatchObject({
    code: 'keys.unknown',
    kind: 'interrupted',
  });
  expect(entries).toEqual(['intent', 'unknown']);
  await open(uicc, inForce, 48);
  const other = inForce === newAes ? issuerKeys.scp03 : newAes;
  await expect(open(uicc, other, 48)).rejects.toMatchObject({ code: 'channel.card-cryptogram' });
  // Finding out has used no try.
  expect(uicc.snapshot().securityDomain?.keySets[0]).toMatchObject({ tries: 10 });
});

describe('refused before anything is sent', () => {
  test.each([
    ['keys.malformed', { keys: keysFrom('10', 15) }],
    ['keys.malformed', { keys: { ...newAes, dek: new Uint8Array(32) } }],
    ['keys.malformed', { keys: keysFrom('10', 24), algorithm: 'des' }],
    ['keys.malformed', { version: 0 }],
    ['keys.malformed', { version: 128 }],
    ['keys.malformed', { replaces: 200 }],
    ['keys.check-values', { expected: [fromHex('000000'), fromHex('000000'), fromHex('000000')] }],
    ['keys.check-values', { expected: [] }],
  ] as const)('%s', async (code, changes) => {
    const uicc = createUicc({ image: issuerImage() });
    const { channel, link } = await open(uicc, issuerKeys.scp03, 48);
    const { journal, entries } = journalOf();
    const before = link.sent.length;
    await expect(putKeys(channel, { ...usual, ...changes, journal })).rejects.toMatchObject({ code });
    expect(entries).toEqual([]);
    expect(link.sent).toHaveLength(before);
  });
});

test.each([
  ['a version it does not have', { replaces: 99 }, 'reference.not-found'],
  ['a version that is taken', { version: 32 }, 'command.data'],
] as const)('the card refuses %s, and has its old keys', async (_why, changes, code) => {
  const uicc = createUicc({ image: issuerImage() });
  const before = uicc.snapshot().securityDomain?.keySets.map(({ enc }) => toHex(enc));
  const { channel } = await open(uicc, issuerKeys.scp03, 48);
  const { journal, entries } = journalOf();
  await expect(putKeys(channel, { ...usual, ...changes, journal })).rejects.toMatchObject({ code });
  expect(entries).toEqual(['intent', 'failed']);
  expect(uicc.snapshot().securityDomain?.keySets.map(({ enc }) => toHex(enc))).toEqual(before);
});

test('3DES keys put with the published AES channel keep the sequence of the other set', async () => {
  const uicc = createUicc({ image: issuerImage() });
  await open(uicc, issuerKeys.scp02, 32);
  const { channel } = await open(uicc, issuerKeys.scp03, 48);
  const { journal } = journalOf();
  await putKeys(channel, { keys: newDes, algorithm: 'des', version: 33, replaces: 0, journal });
  const counters = uicc
    .snapshot()
    .securityDomain?.keySets.map(({ version, sequenceCounter }) => [version, sequenceCounter]);
  expect(counters).toEqual([
    [48, 1],
    [32, 1],
    [33, 0],
  ]);
});
