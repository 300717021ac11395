import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import type { KeyAlgorithm } from '../../channel/key-data.ts';
import type { KeyedAlgorithm } from '../../channel/scp80/kic-kid.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import type { CardImage } from '../../lab/uicc/os/image.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import type { OtaChannel } from '../ota/channel.ts';
import { labChannel } from '../ota/testing/lab-channels.ts';
import { CardSession } from '../session.ts';
import { appletAid, capArchive, packageAid } from '../testing/cap-archive.ts';
import { countingLink } from '../testing/counting-link.ts';
import { issuerKeys } from '../testing/issuer-card.ts';
import { decodeCapFile } from './cap-file.ts';
import type { ContentChannel } from './content-channel.ts';
import { listRegistry } from './list-registry.ts';
import { loadCapFile } from './load-cap-file.ts';
import { deleteObject, installApplet, setStatus, storeData } from './manage-content.ts';
import { openSecureChannel } from './open-secure-channel.ts';
import { type KeyJournal, putKeys } from './put-keys.ts';
import { readCardData } from './read-card-data.ts';
import { RemoteChannel, type RemoteChannelOptions } from './remote-channel.ts';

const domainAid = fromHex('a000000151000000');
const tar = fromHex('000000');
const kik = { algorithm: 'aes', value: fromHex('220102030405060708090a0b0c0d0e0f') } as const;
const quiet: KeyJournal = { intent: () => undefined, outcome: () => undefined };

async function bench(
  options: Partial<RemoteChannelOptions> = {},
  image: CardImage = loadSeed('ota-keys').image,
) {
  const uicc = createUicc({ image });
  const link = countingLink(await connectUicc(uicc));
  const session = new CardSession(link);
  const channel = new RemoteChannel(session, { channel: labChannel(2), tar, buffer: 1024, kik, ...options });
  return { uicc, link, session, channel };
}

function keysFrom(first: number, length: number): StaticKeys {
  const make = (offset: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => (first + offset + i * 5) & 0xff);
  return { enc: make(0), mac: make(64), dek: make(128) };
}

/** Packets under keys that were put as a set for packets. */
function channelWith(keys: StaticKeys, algorithm: KeyedAlgorithm, index: number): OtaChannel {
  return labChannel(2, {
    keys: { kic: keys.enc, kid: keys.mac },
    kic: { algorithm, index },
    kid: { algorithm, index },
  });
}

test.each(['expanded-definite', 'expanded-indefinite'] as const)(
  'the contents of a card are managed in packets with %s scripts',
  async (format) => {
    const { channel, uicc } = await bench({ format });
    const cap = decodeCapFile(capArchive(new Uint8Array(1500).fill(0x11)));
    await loadCapFile(channel, cap);
    const instance = (last: number) => concatBytes(appletAid.slice(0, -1), [last]);
    // More than one proof of receipt holds.
    for (const last of [1, 2, 3, 4, 5])
      await installApplet(channel, {
        packageAid,
        moduleAid: appletAid,
        applicationAid: instance(last),
        privileges: new Uint8Array(),
        parameters: fromHex('0102'),
        selectable: true,
      });
    const applications = await listRegistry(channel, 'applications');
    expect(applications.map(({ aid }) => aid.at(-1))).toEqual([1, 2, 3, 4, 5]);
    await setStatus(channel, 'applications', 0x87, instance(3));
    expect((await listRegistry(channel, 'applications'))[2]).toMatchObject({ lifeCycle: 0x87 });
    await storeData(channel, concatBytes(fromHex('4203112233'), fromHex('df2082012c'), new Uint8Array(300)));
    const data = await readCardData(channel);
    expect(toHex(data.issuer!)).toBe('112233');
    expect(data.keys?.map(({ version }) => version)).toContain(48);
    await deleteObject(channel, packageAid, true);
    expect(await listRegistry(channel, 'packages')).toEqual([]);
    expect(await listRegistry(channel, 'security-domain')).toMatchObject([{ aid: domainAid }]);
    expect(uicc.snapshot().ota?.keySets[1]?.counter).toBeGreaterThan(10);
  },
);

test('a small buffer gives small blocks, one that holds no command is refused', async () => {
  const { channel } = await bench({ buffer: 120 });
  expect(channel.mostData).toBeLessThan(100);
  await loadCapFile(channel, decodeCapFile(capArchive(new Uint8Array(1500).fill(0x11))));
  expect(await listRegistry(channel, 'packages')).toHaveLength(1);
  await expect(
    channel.run({
      name: 'STORE DATA',
      apdu: { cla: 0x80, ins: 0xe2, p1: 0x90, p2: 0, data: new Uint8Array(200) },
      changesCard: true,
      sensitive: 'none',
      parse: () => undefined,
    }),
  ).rejects.toMatchObject({ code: 'channel.command-too-long' });
  await expect(bench({ buffer: 20 })).rejects.toMatchObject({ code: 'ota.buffer-too-small' });
});

test('packets without a proof of receipt would tell nothing', async () => {
  await expect(bench({ channel: labChannel(2, { spiBytes: [0x16, 0x00] }) })).rejects.toMatchObject({
    code: 'ota.proof-required',
  });
});

describe('keys in packets', () => {
  test.each([
    ['des', 16],
    ['aes', 16],
    ['aes', 32],
  ] as const)('a %s set of %i bytes opens a secure channel', async (algorithm, length) => {
    const { channel, session } = await bench();
    const keys = keysFrom(0x31, length);
    await putKeys(channel, { keys, algorithm, version: 0x31, replaces: 0, journal: quiet });
    const opened = await openSecureChannel(session, { keys, keyVersion: 0x31, level: 0x01 });
    expect(opened.protocol).toBe(algorithm === 'des' ? 'scp02' : 'scp03');
  });

  test('need KIK, and without it nothing is sent', async () => {
    const { kik: _none, ...without } = { channel: labChannel(4), tar, buffer: 1024, kik };
    const { session, link } = await bench();
    const channel = new RemoteChannel(session, without);
    await expect(
      putKeys(channel, { keys: keysFrom(1, 16), algorithm: 'aes', version: 7, replaces: 0, journal: quiet }),
    ).rejects.toMatchObject({ code: 'keys.no-kik' });
    expect(link.sent).toEqual([]);
  });

  test('under a wrong KIK are refused by their check values, and the card has its old ones', async () => {
    const { channel, uicc } = await bench({ kik: { algorithm: 'aes', value: new Uint8Array(16) } });
    const states: string[] = [];
    const journal: KeyJournal = {
      intent: () => undefined,
      outcome: (_change, state) => void states.push(state),
    };
    const before = uicc.snapshot().ota?.keySets[2];
    await expect(
      putKeys(channel, { keys: keysFrom(1, 16), algorithm: 'des', version: 3, replaces: 3, journal }),
    ).rejects.toMatchObject({ code: 'command.data' });
    expect(states).toEqual(['failed']);
    expect(uicc.snapshot().ota?.keySets[2]).toEqual(before);
  });

  test('in a packet that the card refuses are known not to be there', async () => {
    const { channel } = await bench({ tar: fromHex('b00099') });
    const states: string[] = [];
    const journal: KeyJournal = {
      intent: () => undefined,
      outcome: (_change, state) => void states.push(state),
    };
    await expect(
      putKeys(channel, { keys: keysFrom(1, 16), algorithm: 'des', version: 3, replaces: 3, journal }),
    ).rejects.toMatchObject({ code: 'ota.tar-unknown' });
    expect(states).toEqual(['failed']);
  });
});

/** The same key sets for packets over each kind of channel. */
const ways: Readonly<Record<'scp03' | 'scp80', (uicc: Uicc) => Promise<ContentChannel>>> = {
  scp03: async (uicc) =>
    openSecureChannel(new CardSession(await connectUicc(uicc)), {
      keys: issuerKeys.scp03,
      keyVersion: 48,
      level: 0x33,
    }),
  scp80: async (uicc) =>
    new RemoteChannel(new CardSession(await connectUicc(uicc)), {
      channel: labChannel(2),
      tar,
      buffer: 1024,
      kik,
    }),
};

describe.each(['scp03', 'scp80'] as const)('key sets for packets, put over %s', (way) => {
  test.each([
    ['des', 16, '3des-2', 3, 3],
    ['des', 24, '3des-3', 5, 5],
    ['des', 24, '3des-3', 0, 9],
    ['aes', 16, 'aes', 3, 3],
    ['aes', 24, 'aes', 0, 0x0f],
    ['aes', 32, 'aes', 4, 6],
  ] as const)('%s keys of %i bytes (%s) in the place of set %i as set %i', async (...row) => {
    const [algorithm, length, keyed, replaces, version] = row;
    const uicc = createUicc({ image: loadSeed('ota-keys').image });
    const keys = keysFrom(0x41, length);
    await putKeys(await ways[way](uicc), {
      keys,
      algorithm: algorithm satisfies KeyAlgorithm,
      version,
      replaces,
      journal: quiet,
    });
    expect(uicc.snapshot().ota?.keySets.find(({ index }) => index === version)).toMatchObject({
      algorithm: keyed,
      counter: 0,
    });
    const session = new CardSession(await connectUicc(uicc));
    const channel = channelWith(keys, keyed, version);
    const renewed = new RemoteChannel(session, {
      channel,
      tar,
      buffer: 1024,
      kik: { algorithm, value: keys.dek },
    });
    const { keys: known } = await readCardData(renewed);
    expect(known?.filter((key) => key.version === version)).toHaveLength(3);
    if (replaces !== version) expect(known?.some((key) => key.version === replaces)).toBe(false);
    // And its KIK is the one that was put.
    await putKeys(renewed, {
      keys: keysFrom(0x77, 16),
      algorithm: 'aes',
      version: 0x40,
      replaces: 0,
      journal: quiet,
    });
  });
});

test.each(['before', 'commit', 'after'] as const)(
  'a power cut %s the write of PUT KEY in a packet leaves one whole key set',
  async (when) => {
    const { channel, uicc, link } = await bench();
    const old = uicc.snapshot().ota!.keySets[2]!;
    const keys = keysFrom(0x41, 16);
    // One ENVELOPE; its first commit is that of the counter, the second that of the keys.
    uicc.setFault({ kind: 'power-loss', when, apdu: 1, ...(when === 'commit' ? { commit: 2 } : {}) });
    await expect(
      putKeys(channel, { keys, algorithm: 'aes', version: 3, replaces: 3, journal: quiet }),
    ).rejects.toMatchObject({ code: 'keys.unknown' });
    expect(link.names).toHaveLength(1);
    const now = uicc.snapshot().ota!.keySets[2]!;
    expect([toHex(old.kic), toHex(keys.enc)]).toContain(toHex(now.kic));
    expect(toHex(now.kic) === toHex(keys.enc)).toBe(when === 'after');
    expect(toHex(now.kid)).toBe(toHex(when === 'after' ? keys.mac : old.kid));
  },
);
