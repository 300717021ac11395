import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toHex } from '../../../base/bytes.ts';
import { decodeAtr } from '../../../card/atr.ts';
import type { FileHome } from '../../../card/files/declare.ts';
import { decodeContent } from '../../../card/files/decode-content.ts';
import { decodeDirectoryEntry } from '../../../card/files/mf/directory-entry.ts';
import { mfIccid } from '../../../card/files/mf/iccid.ts';
import { declarationFor, oneM2mFiles } from '../../../card/files/table.ts';
import { isAllowed } from '../os/access.ts';
import { ancestorsOf, childrenOf } from '../os/file-tree.ts';
import { type CardFile, type CardImage, masterFileHandle } from '../os/image.ts';
import { recordCountOf, recordOf } from '../os/records.ts';
import { newSession } from '../os/session.ts';
import { listSeeds, loadSeed } from './load.ts';

const names = listSeeds().map(({ name }) => name);
const faultless = names.filter((name) => name !== 'faulty-onem2m' && name !== 'bank-card');

function contentsOf(file: CardFile): readonly Uint8Array[] {
  if (file.header.recordLength === undefined) return [file.body];
  return Array.from({ length: recordCountOf(file) }, (_, i) => recordOf(file, i + 1)!);
}

function homeOf(image: CardImage, file: CardFile): FileHome {
  for (const { header } of ancestorsOf(image, file)) {
    if (header.kind === 'df') return '1M2M';
    const aid = toHex(header.aid ?? new Uint8Array());
    if (aid.startsWith('a0000000871002')) return 'USIM';
    if (aid.startsWith('a0000000871004')) return 'ISIM';
    if (aid.startsWith('a0000006451002')) return '1M2M';
  }
  return 'MF';
}

test('the seeds are these', () => {
  expect(names).toEqual([
    'adm-blocked',
    'adm-one-try',
    'bank-card',
    'compact-rules',
    'expanded-rules',
    'faulty-onem2m',
    'issuer-keys',
    'mute',
    'no-onem2m',
    'ota-keys',
    'provisioned',
    'small-memory',
    'standalone-1m2msm',
    'standalone-blank',
    't1-card',
    'toolkit',
    'two-modules',
    'usim-blank',
    'usim-prepersonalised',
  ]);
  for (const { title, description } of listSeeds()) expect(title.length && description.length).toBeTruthy();
});

describe.each(faultless)('%s', (name) => {
  const { image } = loadSeed(name);

  test('every declared file decodes', () => {
    for (const file of image.files.values()) {
      const { fid, kind } = file.header;
      const declaration =
        fid === undefined || kind !== 'ef' ? undefined : declarationFor(homeOf(image, file), fid);
      if (declaration === undefined) continue;
      for (const content of contentsOf(file)) {
        const { state, problem } = decodeContent(declaration, content);
        expect({ file: declaration.name, state, problem }).not.toMatchObject({ state: 'malformed' });
      }
      expect(file.header.structure).toBe(declaration.structure);
      expect(file.header.sfi).toBe(declaration.sfi ?? file.header.sfi);
    }
  });

  test('reading is open where the standard opens it, and nothing is writable without a key', () => {
    const session = newSession();
    const card = { image, session, commit: () => {}, random: () => new Uint8Array() };
    const channel = session.channels.get(0)!;
    for (const file of image.files.values()) {
      if (file.header.kind !== 'ef') continue;
      channel.application = ancestorsOf(image, file).find(({ header }) => header.kind === 'adf')?.id;
      const fid = file.header.fid ?? 0;
      const declaration = declarationFor(homeOf(image, file), fid);
      if (declaration?.access.read === 'ALW') expect(isAllowed(card, channel, file, 'read')).toBe(true);
      const needsAdm = declaration === undefined || declaration.access.update !== 'PIN';
      if (needsAdm && fid !== 0x6f39) expect(isAllowed(card, channel, file, 'update')).toBe(false);
    }
  });

  test('its answer to reset is that of a UICC, with a right check byte', () => {
    const atr = decodeAtr(image.atr);
    expect(atr.check).toBe('right');
    expect(atr.protocols).toEqual([image.protocol === 'T=0' ? 0 : 1]);
    expect(atr.capabilities).toMatchObject({ channels: image.manners.channels, sfi: true });
  });

  test('FIDs and SFIs are unique in each directory', () => {
    for (const directory of image.files.values()) {
      const headers = childrenOf(image, directory.id).map(({ header }) => header);
      const fids = headers.flatMap(({ kind, fid }) => (kind === 'adf' || fid === undefined ? [] : [fid]));
      const sfis = headers.flatMap(({ sfi }) => (sfi === undefined ? [] : [sfi]));
      expect(new Set(fids).size).toBe(fids.length);
      expect(new Set(sfis).size).toBe(sfis.length);
    }
  });
});

test('every card has its own ICCID with a right check digit', () => {
  const iccids = names.flatMap((name) => {
    const { image } = loadSeed(name);
    const file = childrenOf(image, masterFileHandle).find(({ header }) => header.fid === mfIccid.fid);
    return file === undefined ? [] : [mfIccid.codec.decode(file.body)];
  });
  expect(iccids).toHaveLength(names.length - 2);
  expect(new Set(iccids).size).toBe(iccids.length);
  for (const iccid of iccids) {
    expect(iccid).toMatch(/^89001\d{14}$/);
    const sum = iccid
      .split('')
      .toReversed()
      .reduce((total, digit, i) => {
        const doubled = Number(digit) * (1 + (i % 2));
        return total + doubled - (doubled > 9 ? 9 : 0);
      }, 0);
    expect(sum % 10).toBe(0);
  }
});

test('pre-personalised means table E.1', () => {
  const { image } = loadSeed('usim-prepersonalised');
  const df = [...image.files.values()].find(({ header }) => header.fid === 0x5f50)!;
  for (const declaration of oneM2mFiles) {
    const file = childrenOf(image, df.id).find(({ header }) => header.fid === declaration.fid)!;
    const expected = declaration.prePersonalised;
    for (const content of contentsOf(file))
      expect(toHex(content)).toBe(expected === undefined ? '00' : toHex(expected(content.length)));
  }
});

test('EF_DIR announces applications and DF_1M2M', () => {
  const { image } = loadSeed('provisioned');
  const dir = childrenOf(image, masterFileHandle).find(({ header }) => header.fid === 0x2f00)!;
  const entry = decodeDirectoryEntry(recordOf(dir, 1)!);
  expect(toHex(entry.aid)).toBe('a0000000871002ff49ff058903000001');
  expect(entry.oneM2m).toEqual([{ fid: 0x5f50, subscription: new TextEncoder().encode('sub-0001') }]);
});

test('the faulty card has malformed contents', () => {
  const { image } = loadSeed('faulty-onem2m');
  const states = [...image.files.values()].flatMap((file) => {
    const declaration =
      homeOf(image, file) === '1M2M' ? declarationFor('1M2M', file.header.fid ?? 0) : undefined;
    if (declaration === undefined) return [];
    return contentsOf(file).map(
      (content) => `${declaration.name} ${decodeContent(declaration, content).state}`,
    );
  });
  for (const malformed of ['EF_1M2MSPID', 'EF_M2MNID', 'EF_MEFID'])
    expect(states).toContain(`${malformed} malformed`);
  expect(states).toContain('EF_CSEID unassigned');
  expect(states.some((state) => state.startsWith('EF_INCSEIDS'))).toBe(false);
});

describe('a wrong seed', () => {
  const load = (text: string): void => {
    const folder = mkdtempSync(join(tmpdir(), 'cardwright-seed-'));
    try {
      writeFileSync(join(folder, 'own.yaml'), text);
      loadSeed(join(folder, 'own.yaml'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  const head = 'title: t\ndescription: d\n';

  test.each([
    ['no YAML', 'a: [', 'seed.malformed'],
    [
      'an alias bomb',
      `${head}a: &a [${'x,'.repeat(9)}]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`,
      'seed.malformed',
    ],
    ['no title', 'description: d', 'seed.malformed'],
    ['an unknown member', `${head}colour: red`, 'seed.malformed'],
    ['an unknown file', `${head}mf: { files: [{ file: EF_NONE }] }`, 'seed.malformed'],
    [
      'a value that is too long',
      `${head}mf: { files: [{ file: EF_PL, size: 2, value: [en, de] }] }`,
      'seed.malformed',
    ],
    [
      'content that is too long',
      `${head}mf: { files: [{ file: EF_PL, size: 2, hex: '656e6465' }] }`,
      'seed.malformed',
    ],
    [
      'a file without size',
      `${head}mf: { files: [{ fid: '2F20', structure: transparent }] }`,
      'seed.malformed',
    ],
    ['no structure', `${head}mf: { files: [{ fid: '2F20', size: 1 }] }`, 'seed.malformed'],
    ['too little memory', `${head}memory: 10`, 'seed.malformed'],
    [
      'an application key of the whole card',
      `${head}applications: [{ aid: a000000645, home: 1M2M, keys: { ADM1: { value: '12345678' } } }]`,
      'seed.malformed',
    ],
    ['a base that is not there', `${head}extends: none`, 'seed.unreadable'],
    [
      'more tries than there can be',
      `${head}keys: { ADM1: { value: '12345678', tries: 4 } }`,
      'seed.malformed',
    ],
    [
      '“all of” in compact rules',
      `${head}security: compact\nkeys: {}\nmf: { access: { create-ef: { all: [ADM1, ADM2] } } }`,
      'seed.malformed',
    ],
  ])('%s', (_, text, code) => {
    expect(() => load(text)).toThrow(expect.objectContaining({ code }));
  });

  test('an unknown name', () => {
    expect(() => loadSeed('none')).toThrow(expect.objectContaining({ code: 'seed.unknown' }));
    expect(() => loadSeed('/none/none.yaml')).toThrow(expect.objectContaining({ code: 'seed.unreadable' }));
  });
});

test('special cards', async () => {
  expect(loadSeed('mute').image.manners.mute).toBe(true);
  expect(loadSeed('adm-blocked').image.keys.find(({ reference }) => reference === 0x0a)?.tries).toBe(0);
  expect(loadSeed('adm-one-try').image.keys.find(({ reference }) => reference === 0x0a)?.tries).toBe(1);
  expect(loadSeed('usim-prepersonalised').image.files.get(1)?.header.security.form).toBe('referenced');
  expect(loadSeed('compact-rules').image.files.get(1)?.header.security.form).toBe('compact');
  expect(loadSeed('expanded-rules').image.files.get(1)?.header.security.form).toBe('expanded');
});
