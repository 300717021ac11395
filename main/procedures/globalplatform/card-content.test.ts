import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { concatBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CancelledError, CardwrightError } from '../../base/error.ts';
import { decodeLoadFile } from '../../card/globalplatform/load-file.ts';
import { decodeImage, encodeImage } from '../../lab/uicc/image-json.ts';
import { createUicc, type Uicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { CardSession } from '../session.ts';
import { appletAid, capArchive, capComponents, packageAid } from '../testing/cap-archive.ts';
import { countingLink } from '../testing/counting-link.ts';
import { issuerImage, issuerKeys } from '../testing/issuer-card.ts';
import { scriptedLink } from '../testing/scripted-link.ts';
import { decodeCapFile } from './cap-file.ts';
import { decodeKeyInformation, decodeProductionData, decodeRecognitionData } from './card-data.ts';
import type { CommandRunner } from './content-channel.ts';
import { decodeRegistry, listRegistry } from './list-registry.ts';
import { loadCapFile } from './load-cap-file.ts';
import { deleteObject, installApplet, setStatus, storeData } from './manage-content.ts';
import { openSecureChannel } from './open-secure-channel.ts';
import { readCardData } from './read-card-data.ts';

const domainAid = fromHex('a000000151000000');

async function open(uicc: Uicc = createUicc({ image: issuerImage() }), level = 0x33) {
  const link = countingLink(await connectUicc(uicc));
  const session = new CardSession(link);
  return {
    uicc,
    link,
    session,
    channel: await openSecureChannel(session, { keys: issuerKeys.scp03, keyVersion: 48, level }),
  };
}

const largerCap = decodeCapFile(capArchive(new Uint8Array(3000).fill(0x11)));
const instance = (last: number) => concatBytes(appletAid.slice(0, -1), [last]);
const installation = (last = 1) => ({
  packageAid,
  moduleAid: appletAid,
  applicationAid: instance(last),
  privileges: new Uint8Array(),
  parameters: fromHex('0102'),
  selectable: true,
});

describe('a package', () => {
  test('is loaded, gives an application, and both are deleted', async () => {
    const { channel, uicc } = await open();
    expect(largerCap).toMatchObject({ packageAid, version: '1.0', applets: [appletAid] });
    await loadCapFile(channel, largerCap);
    expect(await listRegistry(channel, 'packages-with-modules')).toEqual([
      { aid: packageAid, lifeCycle: 0x01, modules: [appletAid] },
    ]);
    await installApplet(channel, installation());
    expect(await listRegistry(channel, 'applications')).toEqual([
      {
        aid: instance(1),
        lifeCycle: 0x07,
        privileges: new Uint8Array(3),
        packageAid,
        modules: [],
      },
    ]);
    await setStatus(channel, 'applications', 0x87, instance(1));
    expect(await listRegistry(channel, 'applications')).toMatchObject([{ lifeCycle: 0x87 }]);
    expect(decodeImage(encodeImage(uicc.snapshot()))).toEqual(uicc.snapshot());
    await expect(deleteObject(channel, packageAid)).rejects.toMatchObject({ code: 'command.conditions' });
    await deleteObject(channel, packageAid, true);
    expect(await listRegistry(channel, 'packages')).toEqual([]);
    expect(await listRegistry(channel, 'applications')).toEqual([]);
  });

  test('whose loading is cancelled is not on the card', async () => {
    const { channel, uicc } = await open();
    const controller = new AbortController();
    const cancelled = loadCapFile(channel, largerCap, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 2) controller.abort();
      },
    });
    await expect(cancelled).rejects.toBeInstanceOf(CancelledError);
    expect(await listRegistry((await open(uicc)).channel, 'packages')).toEqual([]);
  });

  test.each([
    ['before', 0],
    ['commit', 0],
    ['after', 1],
  ] as const)(
    'whose last block is torn %s its write is there whole or not at all',
    async (when, packages) => {
      const measured = await open();
      const before = measured.link.sent.length;
      await loadCapFile(measured.channel, largerCap);
      const lastBlock = measured.link.names.lastIndexOf('LOAD') + 1 - before;
      const { channel, uicc } = await open();
      uicc.setFault({ kind: 'power-loss', when, apdu: lastBlock });
      await expect(loadCapFile(channel, largerCap)).rejects.toMatchObject({ code: 'card.mute' });
      const again = await open(uicc);
      expect(await listRegistry(again.channel, 'packages')).toHaveLength(packages);
    },
  );

  test('that is there already, or is too large, is refused', async () => {
    const { channel, link } = await open();
    const cap = decodeCapFile(capArchive());
    await loadCapFile(channel, cap);
    await expect(loadCapFile(channel, cap)).rejects.toMatchObject({ code: 'command.conditions' });
    const sent = link.sent.length;
    const large = { ...cap, code: new Uint8Array(70_000) };
    await expect(loadCapFile(channel, large)).rejects.toMatchObject({ code: 'cap.too-large' });
    expect(link.sent).toHaveLength(sent);
  });
});

test('a long list comes in parts', async () => {
  for (const level of [0x01, 0x33]) {
    const { channel } = await open(createUicc({ image: issuerImage() }), level);
    await loadCapFile(channel, decodeCapFile(capArchive()));
    const names = Array.from({ length: 25 }, (_, i) => i + 1);
    for (const last of names) await installApplet(channel, installation(last));
    const found = await listRegistry(channel, 'applications');
    expect(found.map(({ aid }) => aid.at(-1))).toEqual(names);
  }
});

test('the card describes itself, without and with a channel', async () => {
  const { channel, session } = await open();
  const secured = await readCardData(channel);
  expect(secured).toMatchObject({
    production: { icFabricator: 0x4790, icType: 0x5038, serialNumber: fromHex('12345678') },
    recognition: {
      version: '2.3.1',
      protocols: [
        { protocol: 3, parameters: 0x70 },
        { protocol: 2, parameters: 0x75 },
      ],
    },
    issuer: fromHex('89882190'),
  });
  expect(secured.keys).toContainEqual({ id: 2, version: 48, type: 0x88, length: 16 });
  const plain = new CardSession(await connectUicc(createUicc({ image: issuerImage() })));
  expect(await readCardData(plain)).toEqual(secured);
  expect(session.lost).toBeUndefined();
});

test('data objects are stored in blocks and read back', async () => {
  const { channel, session } = await open(createUicc({ image: issuerImage() }), 0x01);
  await storeData(channel, concatBytes(fromHex('4203112233'), fromHex('df20 82012c'), new Uint8Array(300)));
  const { issuer } = await readCardData(channel);
  expect(toHex(issuer!)).toBe('112233');
  await expect(storeData(channel, fromHex('4205'))).rejects.toMatchObject({ code: 'command.data' });
  await expect(storeData(channel, new Uint8Array())).rejects.toMatchObject({ code: 'data.length' });
  expect(session.lost).toBeUndefined();
});

test('the life cycle of the card goes upwards, and a lock can be taken back', async () => {
  const { channel, uicc } = await open();
  await expect(setStatus(channel, 'security-domain', 0x07, domainAid)).rejects.toMatchObject({
    code: 'command.conditions',
  });
  await setStatus(channel, 'security-domain', 0x7f, domainAid);
  expect(uicc.snapshot().securityDomain?.lifeCycle).toBe(0x7f);
  await setStatus(channel, 'security-domain', 0x0f, domainAid);
  expect(await listRegistry(channel, 'security-domain')).toMatchObject([{ lifeCycle: 0x0f }]);
});

describe('a CAP file', () => {
  test('is read in the order in which it is loaded, without Descriptor', () => {
    const { code } = decodeCapFile(capArchive());
    expect([...tagsOf(code)]).toEqual([1, 2, 4, 3, 7, 5]);
  });

  test.each([
    ['no archive', fromHex('00112233')],
    ['empty', new Uint8Array()],
    ['an archive of something else', zipSync({ 'a.txt': fromHex('00') })],
    ['without Header', zipSync(without('Header'))],
    ['with a wrong magic number', zipSync(changed('Header', (bytes) => bytes.fill(0, 3, 7)))],
    ['with a cut-off component', zipSync(changed('Method', (bytes) => bytes.slice(0, -1)))],
    ['with a component twice', zipSync({ ...capComponents(), 'x/javacard/Header.cap': fromHex('00') })],
    ['with a component larger than can be', zipSync(changed('Method', () => new Uint8Array(200_000)))],
  ])('that is %s is refused', (_why, bytes) => {
    expect(() => decodeCapFile(bytes)).toThrow(expect.objectContaining({ code: 'cap.malformed' }));
  });

  test('that is damaged anywhere is read as a whole or refused', () => {
    const archive = capArchive();
    fc.assert(
      fc.property(fc.nat(archive.length - 1), fc.nat(255), fc.nat(archive.length), (at, value, length) => {
        const bytes = archive.slice(0, length > at ? length : archive.length);
        bytes[at] = value;
        refusesOrReads(() => decodeCapFile(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

test('a CAP file whose components are damaged inside is read as a whole or refused', () => {
  const names = ['Header', 'Applet', 'Directory', 'Import', 'ConstantPool', 'Method'];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat(60)),
      (name, changes, end) => {
        const archive = zipSync(
          changed(name, (bytes) => {
            for (const [at, value] of changes) bytes[at % bytes.length] = value;
            return end === null ? bytes : bytes.slice(0, end);
          }),
        );
        refusesOrReads(() => {
          const { code, applets, packageAid: aid } = decodeCapFile(archive);
          expect(code.length).toBeGreaterThan(0);
          for (const name of [aid, ...applets]) {
            expect(name.length).toBeGreaterThanOrEqual(5);
            expect(name.length).toBeLessThanOrEqual(16);
          }
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('a damaged CAP file that can still be read does no harm to a card', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.nat(255), async (at, value) => {
      const archive = zipSync(
        changed('Applet', (bytes) => {
          bytes[at % bytes.length] = value;
          return bytes;
        }),
      );
      const { channel, uicc } = await open();
      try {
        await loadCapFile(channel, decodeCapFile(archive));
      } catch (error) {
        if (!(error instanceof CardwrightError)) throw error;
      }
      const again = await open(uicc);
      const packages = await listRegistry(again.channel, 'packages');
      expect(packages.length).toBeLessThanOrEqual(1);
      for (const { aid } of packages) await deleteObject(again.channel, aid);
    }),
    { numRuns: 40 },
  );
});

function componentPath(name: string): string {
  return `com/example/javacard/${name}.cap`;
}

function without(name: string): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(capComponents()).filter(([path]) => path !== componentPath(name)));
}

function changed(name: string, change: (bytes: Uint8Array) => Uint8Array): Record<string, Uint8Array> {
  const components = capComponents();
  return { ...components, [componentPath(name)]: change(components[componentPath(name)]!.slice()) };
}

function* tagsOf(code: Uint8Array): Generator<number> {
  for (let at = 0; at < code.length; at += 3 + ((code[at + 1]! << 8) | code[at + 2]!)) yield code[at]!;
}

function refusesOrReads(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
  }
}

describe('a hostile card in the middle of a channel', () => {
  /** Well-formed data objects, broken ones and ones that claim more than is there. */
  const dataObjects = fc.array(
    fc
      .tuple(
        fc.constantFrom(
          'e3',
          '4f',
          '9f70',
          'c5',
          'c4',
          '84',
          'e0',
          'c0',
          '66',
          '73',
          '60',
          '64',
          '06',
          '9f7f',
          '42',
          '45',
        ),
        fc.uint8Array({ maxLength: 30 }),
        fc.constantFrom(0, 0, 0, 1, -1, 100),
      )
      .map(([tag, value, lie]) => concatBytes(fromHex(tag), [Math.max(0, value.length + lie) & 0x7f], value)),
    { maxLength: 4 },
  );
  const answer = fc
    .tuple(
      fc.oneof(
        dataObjects.map((objects) => concatBytes(...objects)),
        dataObjects.map((objects) => {
          const inside = concatBytes(...objects);
          return concatBytes([0xe3, inside.length & 0x7f], inside);
        }),
      ),
      fc.constantFrom('9000', '6310', '6a88', '6982', '6283', '6f00', '9100'),
    )
    .map(([data, sw]) => toHex(data) + sw);

  test.each([
    ['GET STATUS', (runner: CommandRunner) => listRegistry(runner, 'applications')],
    ['GET DATA', readCardData],
  ] as const)('any answers to %s are read or refused', async (_name, read) => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 6 }), async (answers) => {
        const session = new CardSession(scriptedLink([...answers, ...Array(8).fill('6f00')], 'T=1'));
        try {
          await read(session);
        } catch (error) {
          if (!(error instanceof CardwrightError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a list without end is given up', async () => {
    const session = new CardSession(
      scriptedLink(Array(300).fill('e3074f01aa9f7001079000'.replace('9000', '6310')), 'T=1'),
    );
    await expect(listRegistry(session, 'applications')).rejects.toMatchObject({
      code: 'card.endless-answer',
    });
  });
});

test('any answer of a card is read or refused', () => {
  const anyAnswer = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(fc.constantFrom('e3', 'e0', '66', '9f7f', 'c4'), fc.uint8Array({ maxLength: 100 }))
      .map(([tag, value]) => concatBytes(fromHex(tag), [value.length], value)),
  );
  const readers = [
    decodeRegistry,
    decodeKeyInformation,
    decodeProductionData,
    decodeRecognitionData,
    decodeLoadFile,
  ];
  fc.assert(
    fc.property(anyAnswer, fc.constantFrom(...readers), (bytes, reader) =>
      refusesOrReads(() => reader(bytes)),
    ),
    { numRuns: 1000 },
  );
});
