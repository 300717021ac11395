import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { fromHex, toHex } from '../../main/base/bytes.ts';
import { getDataObject, getStatus } from '../../main/card/globalplatform/content-commands.ts';
import type { StaticKeys } from '../../main/channel/secure-messaging.ts';
import type { CardImage } from '../../main/lab/uicc/os/image.ts';
import type { DomainKeySet } from '../../main/lab/uicc/os/security-domain.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import { decodeCapFile } from '../../main/procedures/globalplatform/cap-file.ts';
import { findDomain } from '../../main/procedures/globalplatform/find-domain.ts';
import { listRegistry } from '../../main/procedures/globalplatform/list-registry.ts';
import { loadCapFile } from '../../main/procedures/globalplatform/load-cap-file.ts';
import { deleteObject } from '../../main/procedures/globalplatform/manage-content.ts';
import { openSecureChannel } from '../../main/procedures/globalplatform/open-secure-channel.ts';
import { putKeys } from '../../main/procedures/globalplatform/put-keys.ts';
import { CardSession } from '../../main/procedures/session.ts';
import { capArchive, packageAid } from '../../main/procedures/testing/cap-archive.ts';
import { issuerImage } from '../../main/procedures/testing/issuer-card.ts';
import { createPcscPort } from '../../native/pcsc/pcsc-port.ts';
import type { ReaderPort } from '../../native/reader-port.ts';
import { CardThread } from '../support/card-thread.ts';
import { type Pcscd, startPcscd } from '../support/pcscd.ts';

// Secure channels through the real PC/SC stack, where 61xx and 6Cxx, GET RESPONSE and lengths are those of a reader.
let pcscd: Pcscd;
let card: CardThread;
let port: ReaderPort;
beforeAll(async () => {
  pcscd = await startPcscd(1);
  card = new CardThread(pcscd.readers[0]!);
  port = createPcscPort();
});
afterAll(async () => {
  await port.close();
  await card.end();
  await pcscd.dispose();
});

function keysOf(version: number, length: number, same = false): StaticKeys {
  const make = (first: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => (version * 7 + first + i * 11) & 0xff);
  return same
    ? { enc: make(0), mac: make(0), dek: make(0) }
    : { enc: make(0), mac: make(64), dek: make(128) };
}

function keySet(version: number, protocol: 'scp02' | 'scp03', parameters: number, length = 16): DomainKeySet {
  const same = protocol === 'scp02' && (parameters & 0x01) === 0;
  const counters = { sequenceCounter: 0, tries: 3, maxTries: 3 };
  return { version, protocol, parameters, ...keysOf(version, length, same), ...counters };
}

const explicit: readonly DomainKeySet[] = [
  keySet(0x20, 'scp02', 0x15),
  keySet(0x21, 'scp02', 0x55),
  keySet(0x22, 'scp02', 0x75),
  // S8 mode with keys of each length, then S16 mode.
  ...[0x00, 0x10, 0x60, 0x70, 0x01, 0x11, 0x61, 0x71].map((parameters, i) =>
    keySet(0x30 + i, 'scp03', parameters, [16, 24, 32][i % 3]),
  ),
];
const implicit = keySet(0x50, 'scp02', 0x1a);

function levelsOf({ protocol, parameters }: DomainKeySet): readonly number[] {
  if (protocol === 'scp02') {
    if ((parameters & 0x04) === 0) return [0x01];
    return (parameters & 0x20) === 0 ? [0x00, 0x01, 0x03] : [0x00, 0x01, 0x03, 0x10, 0x11, 0x13];
  }
  const withRMac = (parameters & 0x20) === 0 ? [] : [0x11, 0x13];
  return [0x00, 0x01, 0x03, ...withRMac, ...((parameters & 0x40) === 0 ? [] : [0x33])];
}

/** The card in the reader; taken out when the test has ended. */
async function connect(protocol: 'T=0' | 'T=1', keySets: readonly DomainKeySet[]) {
  const { atr } = loadSeed(protocol === 'T=1' ? 't1-card' : 'issuer-keys').image;
  const image: CardImage = { ...issuerImage(() => ({ keySets })), protocol, atr };
  await card.insert(image);
  const connection = await port.connect(card.reader.name);
  onTestFinished(async () => {
    await connection.close('power-off');
    await card.remove();
  });
  expect(connection.protocol).toBe(protocol);
  return { connection, session: new CardSession(connection) };
}

/** Commands with and without data, with and without an answer, a long one, and keys. */
async function useChannel(session: CardSession, set: DomainKeySet, level: number): Promise<void> {
  const { version, protocol, parameters } = set;
  const domain = await findDomain(session);
  const channel = await openSecureChannel(session, {
    keys: set,
    keyVersion: version,
    protocol,
    level,
    domain,
    scp02Option: parameters,
    macLength: protocol === 'scp03' && (parameters & 0x01) !== 0 ? 16 : 8,
  });
  expect(await listRegistry(channel, 'security-domain')).toMatchObject([{ aid: domain }]);
  expect(toHex((await channel.run(getDataObject(0x42)))!)).toBe('420489882190');
  expect((await channel.run(getStatus('applications', false))).sw).toBe(0x6a88);
  await loadCapFile(channel, decodeCapFile(capArchive(new Uint8Array(600).fill(0x5a))));
  await deleteObject(channel, packageAid);
  await putKeys(channel, {
    keys: set,
    algorithm: protocol === 'scp02' ? 'des' : 'aes',
    version,
    replaces: version,
    journal: { intent: () => undefined, outcome: () => undefined },
  });
}

describe.each(['T=0', 'T=1'] as const)('on %s', (protocol) => {
  test('every option and level with a handshake', { timeout: 120_000 }, async () => {
    const { session } = await connect(protocol, explicit);
    for (const set of explicit)
      for (const level of levelsOf(set)) {
        const where = `${set.protocol} i=${set.parameters} level ${level} key length ${set.enc.length}`;
        await expect(useChannel(session, set, level), where).resolves.toBeUndefined();
      }
    const { securityDomain } = await card.image();
    expect(securityDomain?.keySets.map(({ tries }) => tries)).toEqual(explicit.map(() => 3));
  });

  test('without a handshake (i=1A)', async () => {
    const { session } = await connect(protocol, [implicit]);
    for (let round = 0; round < 3; round++) await useChannel(session, implicit, 0x01);
  });
});

test('wrong keys use no try, whatever the option; a card in use is not disturbed by another program', async () => {
  const { session } = await connect('T=0', explicit);
  for (const set of explicit) {
    const wrong = { ...keysOf(1, set.enc.length), version: set.version };
    await expect(
      openSecureChannel(session, {
        keys: wrong,
        keyVersion: set.version,
        level: 0x01,
        macLength: set.protocol === 'scp03' && (set.parameters & 0x01) !== 0 ? 16 : 8,
      }),
    ).rejects.toMatchObject({ code: 'channel.card-cryptogram' });
  }
  // Another program that asks for a channel meanwhile is kept out by PC/SC.
  const other = createPcscPort();
  await expect(other.connect(card.reader.name)).rejects.toMatchObject({ kind: 'reader' });
  await other.close();
  const { securityDomain } = await card.image();
  expect(securityDomain?.keySets.map(({ tries }) => tries)).toEqual(explicit.map(() => 3));
});

test('a host cryptogram that is wrong three times locks a key set for every program', async () => {
  const [set] = explicit;
  const { connection, session } = await connect('T=0', explicit);
  const context = { name: 'raw', sensitive: 'none' } as const;
  const send = async (hex: string): Promise<string> =>
    toHex(await connection.exchange(fromHex(hex), context));
  for (const answer of ['6300', '6300', '6300']) {
    await send(`8050${toHex(Uint8Array.of(set!.version))}00080102030405060708`);
    expect(await send(`8482010010${'00'.repeat(16)}`)).toBe(answer);
  }
  await expect(
    openSecureChannel(session, { keys: set!, keyVersion: set!.version, level: 0x01 }),
  ).rejects.toMatchObject({ code: 'channel.locked-out', kind: 'access' });
});
