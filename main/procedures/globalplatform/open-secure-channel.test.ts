import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardwrightError } from '../../base/error.ts';
import { readBinary } from '../../card/commands/read-binary.ts';
import { selectFid } from '../../card/commands/select.ts';
import { getDataObject, getStatus } from '../../card/globalplatform/content-commands.ts';
import { parsePath } from '../../card/path.ts';
import { diversifyKeys } from '../../channel/diversification/diversify.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import published02 from '../../channel/vectors/scp02.json' with { type: 'json' };
import published03 from '../../channel/vectors/scp03.json' with { type: 'json' };
import { decodeImage, encodeImage } from '../../lab/uicc/image-json.ts';
import type { DomainKeySet } from '../../lab/uicc/os/security-domain.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardSession } from '../session.ts';
import { countingLink } from '../testing/counting-link.ts';
import { issuerImage, issuerKeys, issuerVersion } from '../testing/issuer-card.ts';
import { scriptedLink } from '../testing/scripted-link.ts';
import { findDomain } from './find-domain.ts';
import { listRegistry } from './list-registry.ts';
import { openSecureChannel, type SecureChannelOptions } from './open-secure-channel.ts';

const usual = { keys: issuerKeys.scp03, keyVersion: issuerVersion.scp03, level: 0x33 } as const;

async function open(uicc: Uicc, options: Partial<SecureChannelOptions> = {}) {
  const link = countingLink(await connectUicc(uicc));
  const session = new CardSession(link);
  return { session, link, channel: await openSecureChannel(session, { ...usual, ...options }) };
}

const triesOf = (uicc: Uicc, version: number) =>
  uicc.snapshot().securityDomain?.keySets.find((keySet) => keySet.version === version)?.tries;

function keySet(changes: Partial<DomainKeySet>): (domain: { keySets: readonly DomainKeySet[] }) => {
  keySets: readonly DomainKeySet[];
} {
  return ({ keySets }) => ({ keySets: [{ ...keySets[0]!, ...changes }] });
}

describe('published sessions through the software card', () => {
  test.each(published03.vectors)('$name', async (vector) => {
    const keys = { enc: fromHex(vector.enc), mac: fromHex(vector.mac), dek: fromHex(vector.dek) };
    const image = issuerImage((domain) => ({
      aid: fromHex('a0000005591010ffffffff8900000100'),
      ...keySet({
        ...keys,
        version: Number.parseInt(vector.kvn, 16),
        parameters: Number.parseInt(vector.init_upd_rsp.slice(24, 26), 16),
        sequenceCounter: Number.parseInt(vector.sequence_counter, 16),
      })(domain),
    }));
    const { link } = await open(createUicc({ image: { ...image, protocol: 'T=1' } }), {
      keys,
      keyVersion: Number.parseInt(vector.kvn, 16),
      level: Number.parseInt(vector.security_level, 16),
      macLength: vector.host_challenge.length === 32 ? 16 : 8,
      random: () => fromHex(vector.host_challenge),
    });
    expect(link.sent).toEqual([vector.init_upd_cmd, vector.ext_auth_cmd]);
    for (const name of ['get_eid_cmd', 'case_1_apdu', 'case_2_apdu', 'case_3_apdu', 'case_4_apdu'] as const) {
      const answer = await link.exchange(fromHex(vector[name]), { name, sensitive: 'none' });
      expect(toHex(answer.slice(-2)), name).not.toMatch(/^69/);
    }
  });

  test('SCP02', async () => {
    const keys = {
      enc: fromHex(published02.enc),
      mac: fromHex(published02.mac),
      dek: fromHex(published02.dek),
    };
    const changed = {
      ...keys,
      protocol: 'scp02',
      version: 0x70,
      parameters: 0x15,
      sequenceCounter: 1,
    } as const;
    const image = { ...issuerImage(keySet(changed)), protocol: 'T=1' } as const;
    const challenge = fromHex(published02.init_upd_rsp).slice(14, 20);
    const { link } = await open(createUicc({ image, random: () => challenge }), {
      keys,
      keyVersion: 0x70,
      level: 0x01,
      random: () => fromHex(published02.host_challenge),
    });
    expect(link.sent[1]).toBe(published02.ext_auth_cmd);
    for (const { wrapped } of published02.wraps) {
      const answer = await link.exchange(fromHex(wrapped), { name: 'published', sensitive: 'none' });
      expect(toHex(answer.slice(-2)), wrapped).not.toMatch(/^69/);
    }
  });
});

const issuerAid = fromHex('a000000151000000');
const explicitOptions = [
  0x04, 0x05, 0x14, 0x15, 0x24, 0x25, 0x34, 0x35, 0x44, 0x45, 0x54, 0x55, 0x64, 0x65, 0x74, 0x75,
];
const implicitOptions = [0x0a, 0x0b, 0x1a, 0x1b];
/** S8 mode, then S16 mode. */
const scp03Options = [0x00, 0x10, 0x60, 0x70, 0x01, 0x11, 0x61, 0x71];

function scp02Levels(parameters: number): readonly number[] {
  if ((parameters & 0x04) === 0) return [0x01];
  return (parameters & 0x20) === 0 ? [0x00, 0x01, 0x03] : [0x00, 0x01, 0x03, 0x10, 0x11, 0x13];
}

function scp03Levels(parameters: number): readonly number[] {
  const plain = [0x00, 0x01, 0x03];
  if ((parameters & 0x20) === 0) return plain;
  return (parameters & 0x40) === 0 ? [...plain, 0x11, 0x13] : [...plain, 0x11, 0x13, 0x33];
}

const key = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const keysOf = (length: number): fc.Arbitrary<StaticKeys> =>
  fc.record({ enc: key(length), mac: key(length), dek: key(length) });
const scp02 = fc.constantFrom(...explicitOptions, ...implicitOptions).chain((parameters) =>
  fc.record({
    protocol: fc.constant('scp02' as const),
    keys:
      (parameters & 0x01) === 0 ? key(16).map((base) => ({ enc: base, mac: base, dek: base })) : keysOf(16),
    parameters: fc.constant(parameters),
    level: fc.constantFrom(...scp02Levels(parameters)),
  }),
);
const scp03 = fc.constantFrom(...scp03Options).chain((parameters) =>
  fc.record({
    protocol: fc.constant('scp03' as const),
    keys: fc.constantFrom(16, 24, 32).chain(keysOf),
    parameters: fc.constant(parameters),
    level: fc.constantFrom(...scp03Levels(parameters)),
  }),
);

interface Attempt {
  readonly protocol: 'scp02' | 'scp03';
  readonly keys: StaticKeys;
  readonly parameters: number;
  readonly level: number;
}

/** Three times over a power cut: commands with and without data, with and without an answer. */
async function agree({ protocol, keys, parameters, level }: Attempt, transmission: 'T=0' | 'T=1') {
  const image = issuerImage(keySet({ ...keys, protocol, parameters }));
  const uicc = createUicc({ image: { ...image, protocol: transmission } });
  for (const round of [1, 2, 3]) {
    const { channel } = await open(uicc, {
      keys,
      level,
      protocol,
      scp02Option: parameters,
      domain: issuerAid,
      macLength: protocol === 'scp03' && (parameters & 0x01) !== 0 ? 16 : 8,
    });
    for (let i = 0; i < 3; i++) {
      const [domain] = await listRegistry(channel, 'security-domain');
      expect(domain!.aid).toEqual(issuerAid);
      expect(toHex((await channel.run(getDataObject(0x42)))!)).toBe('420489882190');
      expect((await channel.run(getStatus('applications', false))).sw).toBe(0x6a88);
      expect(await channel.run(getDataObject(0x1234))).toBeUndefined();
    }
    expect(uicc.snapshot().securityDomain?.keySets[0]?.sequenceCounter).toBe(round);
    await uicc.powerOff();
  }
}

test('host and card agree over all levels and options, and sequence counters go on after a power cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(scp02, scp03), fc.constantFrom('T=0' as const, 'T=1' as const), agree),
    { numRuns: 60 },
  );
});

describe.each(['T=0', 'T=1'] as const)('every level of the options in use on %s', (transmission) => {
  const three = issuerKeys.scp02;
  const base = { enc: three.enc, mac: three.enc, dek: three.enc };
  const attempts: readonly Attempt[] = [
    ...[0x15, 0x1a, 0x55, 0x75].flatMap((parameters) =>
      scp02Levels(parameters).map((level) => ({
        protocol: 'scp02' as const,
        keys: (parameters & 0x01) === 0 ? base : three,
        parameters,
        level,
      })),
    ),
    ...scp03Options.flatMap((parameters) =>
      scp03Levels(parameters).map((level) => ({
        protocol: 'scp03' as const,
        keys: issuerKeys.scp03,
        parameters,
        level,
      })),
    ),
  ];
  test.each(attempts)('$protocol i=$parameters level $level', (attempt) => agree(attempt, transmission));
});

describe('SCP02 without a handshake (i=1A)', () => {
  const keys = { enc: issuerKeys.scp02.enc, mac: issuerKeys.scp02.enc, dek: issuerKeys.scp02.enc };
  const implicitCard = () =>
    createUicc({
      image: issuerImage(keySet({ ...keys, protocol: 'scp02', parameters: 0x1a, tries: 3, maxTries: 3 })),
    });
  const wanted = { keys, protocol: 'scp02', scp02Option: 0x1a, domain: issuerAid, level: 0x01 } as const;

  test('opens with its first command, which is harmless', async () => {
    const { link, session } = await open(implicitCard(), wanted);
    expect(link.names.filter((name) => name !== 'GET RESPONSE')).toEqual([
      'GET DATA',
      'GET DATA',
      'GET DATA',
    ]);
    expect(session.lost).toBeUndefined();
  });

  test('wrong keys use one try, and it is said so', async () => {
    const uicc = implicitCard();
    const wrong = { enc: new Uint8Array(16), mac: new Uint8Array(16), dek: new Uint8Array(16) };
    await expect(open(uicc, { ...wanted, keys: wrong })).rejects.toMatchObject({
      code: 'channel.refused',
      kind: 'access',
    });
    expect(triesOf(uicc, 48)).toBe(2);
    await open(uicc, wanted);
    expect(triesOf(uicc, 48)).toBe(3);
  });

  test.each([
    ['channel.implicit', { level: 0x03 }],
    ['channel.implicit', { diversification: 'kdf3' }],
    ['channel.base-key', { keys: issuerKeys.scp02 }],
  ] as const)('%s: refused before a command with a MAC leaves', async (code, changes) => {
    const uicc = implicitCard();
    await expect(open(uicc, { ...wanted, ...changes })).rejects.toMatchObject({ code, kind: 'input' });
    expect(triesOf(uicc, 48)).toBe(3);
  });

  test('a card with explicit initiation is found out, and no try is used', async () => {
    const uicc = createUicc({ image: issuerImage(keySet({ ...keys, protocol: 'scp02', parameters: 0x15 })) });
    await expect(open(uicc, wanted)).rejects.toMatchObject({ code: 'command.conditions' });
    expect(triesOf(uicc, 48)).toBe(10);
    await expect(open(implicitCard(), { ...wanted, scp02Option: 0x14 })).rejects.toMatchObject({
      code: 'command.conditions',
    });
  });

  test('a card that does not tell its counter is no such card', async () => {
    const session = new CardSession(scriptedLink(['6a88'], 'T=1'));
    await expect(openSecureChannel(session, { ...wanted, keyVersion: 0 })).rejects.toMatchObject({
      code: 'channel.no-counter',
    });
  });
});

describe('the security domain', () => {
  test('is found without its AID, and by it', async () => {
    for (const aid of ['a000000151000000', 'a000000003000000', 'd276000118000300']) {
      const image = issuerImage(() => ({ aid: fromHex(aid) }));
      const session = new CardSession(await connectUicc(createUicc({ image })));
      expect(toHex(await findDomain(session))).toBe(aid);
      expect(toHex(await findDomain(session, fromHex(aid)))).toBe(aid);
      await expect(findDomain(session, fromHex('a0000000000102'))).rejects.toMatchObject({
        code: 'domain.not-found',
      });
    }
  });

  test('is not there on a card without GlobalPlatform', async () => {
    const { image } = loadSeed('usim-prepersonalised');
    await expect(findDomain(new CardSession(await connectUicc(createUicc({ image }))))).rejects.toMatchObject(
      {
        code: 'domain.not-found',
      },
    );
  });

  test('any answer to SELECT gives its AID or a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), async (bytes) => {
        const session = new CardSession(scriptedLink([`${toHex(bytes)}9000`], 'T=1'));
        expect((await findDomain(session, issuerAid)).length).toBeLessThanOrEqual(40);
      }),
    );
  });
});

test.each(['T=0', 'T=1'] as const)('files are read through the channel on %s', async (protocol) => {
  const uicc = createUicc({ image: { ...issuerImage(), protocol } });
  for (const level of [0x01, 0x03, 0x11, 0x13, 0x33]) {
    const { channel } = await open(uicc, { level });
    const { fcp } = await channel.run(selectFid(0x2fe2));
    const content = await channel.run(readBinary({ length: fcp.size ?? 0 }));
    expect(toHex(content.slice(0, 10))).toBe(toHex(uicc.readFileDirect(parsePath('MF/2FE2'))));
  }
});

test('diversified keys open the channel', async () => {
  const master = issuerKeys.scp03;
  const diversification = fromHex('00112233445566778899');
  const image = issuerImage((domain) => ({
    diversification,
    ...keySet(diversifyKeys('kdf3', master, diversification))(domain),
  }));
  const { channel } = await open(createUicc({ image }), { diversification: 'kdf3' });
  expect(channel).toMatchObject({ protocol: 'scp03', keyVersion: 48, level: 0x33 });
});

describe('no try is burnt', () => {
  test.each(['scp02', 'scp03'] as const)(
    'by wrong %s keys: it stops before EXTERNAL AUTHENTICATE',
    async (protocol) => {
      const uicc = createUicc({ image: issuerImage() });
      const link = countingLink(await connectUicc(uicc));
      const wrong = { ...issuerKeys[protocol], [protocol === 'scp02' ? 'enc' : 'mac']: new Uint8Array(16) };
      await expect(
        openSecureChannel(new CardSession(link), {
          keys: wrong,
          keyVersion: issuerVersion[protocol],
          level: 0x01,
        }),
      ).rejects.toMatchObject({ code: 'channel.card-cryptogram' });
      expect(link.names).not.toContain('EXTERNAL AUTHENTICATE');
      expect(triesOf(uicc, issuerVersion[protocol])).toBe(10);
    },
  );

  test('by a card that answers with SCP02 where SCP03 was asked for', async () => {
    const uicc = createUicc({ image: issuerImage() });
    await expect(
      open(uicc, { keys: issuerKeys.scp02, keyVersion: 32, protocol: 'scp03', level: 0x01 }),
    ).rejects.toMatchObject({ code: 'channel.protocol' });
    expect(triesOf(uicc, 32)).toBe(10);
  });

  test('by a key version that the card does not have', async () => {
    await expect(open(createUicc({ image: issuerImage() }), { keyVersion: 99 })).rejects.toMatchObject({
      code: 'channel.no-key-set',
    });
  });
});

describe('wrong host cryptograms', () => {
  const refused = async (uicc: Uicc): Promise<string> => {
    const link = await connectUicc(uicc);
    const context = { name: 'test', sensitive: 'none' } as const;
    await link.exchange(fromHex('8050300008 0102030405060708'), context);
    return toHex(await link.exchange(fromHex(`8482010010${'00'.repeat(16)}`), context));
  };

  test('lock the key set, and a right one before that gives the tries back', async () => {
    const uicc = createUicc({ image: issuerImage(keySet({ tries: 3, maxTries: 3 })) });
    expect(await refused(uicc)).toBe('6300');
    expect(await refused(uicc)).toBe('6300');
    expect(triesOf(uicc, 48)).toBe(1);
    await open(uicc);
    expect(triesOf(uicc, 48)).toBe(3);
    for (let i = 0; i < 3; i++) expect(await refused(uicc)).toBe('6300');
    expect(await refused(uicc)).toBe('6985');
    await expect(open(uicc)).rejects.toMatchObject({ code: 'channel.locked-out', kind: 'access' });
  });

  test('use their try before the comparison: a tear wins none', async () => {
    const uicc = createUicc({ image: issuerImage(keySet({ tries: 3, maxTries: 3 })) });
    uicc.setFault({ kind: 'power-loss', when: 'commit', apdu: 3, commit: 2 });
    await expect(open(uicc)).rejects.toBeInstanceOf(CardwrightError);
    expect(triesOf(uicc, 48)).toBe(2);
    await open(uicc);
    expect(triesOf(uicc, 48)).toBe(3);
  });
});

test.each([
  ['scp02', 0xffff],
  ['scp03', 0xffffff],
] as const)('a key set of %s is used up after its last sequence counter', async (protocol, last) => {
  const image = issuerImage(
    keySet({
      ...issuerKeys[protocol],
      protocol,
      parameters: protocol === 'scp02' ? 0x55 : 0x70,
      sequenceCounter: last,
    }),
  );
  const uicc = createUicc({ image });
  await open(uicc, { keys: issuerKeys[protocol], level: 0x01 });
  await expect(open(uicc, { keys: issuerKeys[protocol], level: 0x01 })).rejects.toMatchObject({
    code: 'command.conditions',
  });
});

test('a forged command closes the channel on the card, a lost answer on the host', async () => {
  const uicc = createUicc({ image: issuerImage() });
  const { session, channel, link } = await open(uicc, { level: 0x01 });
  const forged = fromHex(`84f28002 0a4f00 ${'00'.repeat(8)}`);
  expect(toHex(await link.exchange(forged, { name: 'forged', sensitive: 'none' }))).toBe('6988');
  await expect(channel.run(getStatus('security-domain', false))).rejects.toMatchObject({
    code: 'command.conditions',
  });
  expect(session.lost).toBeUndefined();
  const other = await open(uicc);
  uicc.setFault({ kind: 'removal', apdu: 1 });
  await expect(other.channel.run(getStatus('packages', false))).rejects.toMatchObject({
    code: 'card.removed',
  });
  await expect(other.channel.run(getStatus('packages', false))).rejects.toMatchObject({
    code: 'channel.closed',
  });
});

test('the card without channel, or in one without its MAC, manages nothing', async () => {
  const uicc = createUicc({ image: issuerImage() });
  const session = new CardSession(await connectUicc(uicc));
  await expect(session.run(getStatus('packages', false))).rejects.toMatchObject({ code: 'access.denied' });
  await openSecureChannel(session, usual);
  await expect(session.run(getStatus('packages', false))).rejects.toMatchObject({ code: 'access.denied' });
});

test('any answer to INITIALIZE UPDATE gives a typed error', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 64 }),
      fc.constantFrom(2, 3, undefined),
      async (bytes, protocol) => {
        const answer = bytes.slice();
        if (protocol !== undefined && answer.length > 11) answer[11] = protocol;
        const session = new CardSession(scriptedLink([`${toHex(answer)}9000`], 'T=1'));
        await expect(openSecureChannel(session, usual)).rejects.toBeInstanceOf(CardwrightError);
      },
    ),
  );
});

test('the security domain outlives the form in which a card is kept', () => {
  const image = issuerImage();
  expect(decodeImage(encodeImage(image))).toEqual(image);
});
