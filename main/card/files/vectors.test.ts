import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import type { EfDeclaration, FileVector } from './declare.ts';
import { decodeContent } from './decode-content.ts';
import { declarationFor, declarationNamed, declarations, filesOf } from './table.ts';

function checkVector(declaration: EfDeclaration, vector: FileVector): void {
  const { codec } = declaration;
  const bytes = fromHex(vector.hex);
  if (vector.malformed !== undefined) {
    const read = () => codec.decode(bytes);
    expect(read).toThrow(vector.malformed);
    expect(read).toThrow(CardError);
    expect(decodeContent({ ...declaration, secret: false }, bytes).problem).toContain(vector.malformed);
    return;
  }
  const value = codec.decode(bytes);
  expect(value).toEqual(vector.value);
  const written = codec.encode(value, bytes.length);
  expect(written).toHaveLength(bytes.length);
  if (vector.roundTrip === false) expect(codec.decode(written)).toEqual(value);
  else expect(toHex(written)).toBe(toHex(bytes));
}

describe.each(
  declarations.map((declaration) => [`${declaration.home} ${declaration.name}`, declaration] as const),
)('%s', (_, declaration) => {
  it.each(declaration.vectors.map((vector) => [vector.hex, vector] as const))('%s', (_hex, vector) => {
    checkVector(declaration, vector);
  });

  it('has vectors and sane sizes', () => {
    const { size, sfi, vectors } = declaration;
    expect(vectors.some(({ malformed }) => malformed === undefined)).toBe(true);
    expect(size.typical).toBeGreaterThanOrEqual(size.min);
    expect(size.typical).toBeLessThanOrEqual(size.max ?? 0xffff);
    if (sfi !== undefined) expect(sfi).toBeGreaterThan(0);
    expect(sfi ?? 1).toBeLessThanOrEqual(30);
  });

  it('is unassigned when pre-personalised', () => {
    const content = declaration.prePersonalised?.(declaration.size.typical);
    if (content === undefined) return;
    expect(content).toHaveLength(declaration.size.typical);
    expect(declaration.codec.isUnassigned(content)).toBe(true);
  });
});

describe('the table of files', () => {
  it('finds each file by its FID and its name, which are unique in a directory', () => {
    for (const declaration of declarations) {
      expect(declarationFor(declaration.home, declaration.fid)).toBe(declaration);
      expect(declarationNamed(declaration.home, declaration.name.toLowerCase())).toBe(declaration);
    }
    expect(declarationFor('MF', 0x6f0a)).toBeUndefined();
    for (const home of ['MF', 'USIM', 'ISIM', '1M2M'] as const) {
      const sfis = filesOf(home).flatMap(({ sfi }) => (sfi === undefined ? [] : [sfi]));
      expect(new Set(sfis).size).toBe(sfis.length);
    }
  });

  it('has the nine files of TS-0003 D.1.3 with the SFIs of table E.3', () => {
    const rows = filesOf('1M2M').map(({ fid, sfi, changeAdvice }) => [
      fid.toString(16),
      sfi ?? null,
      changeAdvice,
    ]);
    expect(rows.sort(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
      ['6f02', 2, 'no'],
      ['6f03', 3, 'no'],
      ['6f04', 4, 'caution'],
      ['6f05', 5, 'caution'],
      ['6f06', 6, 'caution'],
      ['6f07', null, 'caution'],
      ['6f08', null, 'caution'],
      ['6f09', null, 'caution'],
      ['6f0a', 10, 'caution'],
    ]);
  });

  it('gives the pre-personalised values of table E.1', () => {
    const values = Object.fromEntries(
      filesOf('1M2M').map(({ name, prePersonalised }) => [
        name,
        prePersonalised && toHex(prePersonalised(5)),
      ]),
    );
    expect(values).toEqual({
      EF_1M2MST: undefined,
      EF_1M2MSID: '8000ffffff',
      EF_1M2MSPID: '8000ffffff',
      EF_M2MNID: '8000ffffff',
      EF_CSEID: '8000ffffff',
      'EF_M2MAE-ID': '00ffffffff',
      EF_INCSEIDS: '00ffffffff',
      EF_MAFFQDN: '8000ffffff',
      EF_MEFID: '00ffffffff',
    });
  });
});

describe('decodeContent', () => {
  const msid = declarationFor('1M2M', 0x6f02);

  it.each([
    ['80087375622d30303031ffff', 'value', 'sub-0001'],
    ['8000ffff', 'unassigned', 'not assigned'],
    ['8009', 'malformed', 'malformed'],
  ])('%s is %s: %s', (hex, state, summary) => {
    expect(decodeContent(msid, fromHex(hex))).toMatchObject({ state, summary });
  });

  it('marks the bytes of each field', () => {
    expect(decodeContent(msid, fromHex('800361626355')).fields).toEqual([
      { name: 'Tag', value: '80', offset: 0, length: 1 },
      { name: 'Length', value: '3 bytes', offset: 1, length: 1 },
      { name: 'Subscription identifier', value: 'abc', offset: 2, length: 3 },
      { name: 'Unused', value: '1 byte', offset: 5, length: 1, note: 'not filled with FF' },
    ]);
  });

  it('tells what is wrong with a malformed content', () => {
    const { problem } = decodeContent(msid, fromHex('8002c328'));
    expect(problem).toBe('The content is malformed: the text is not valid UTF-8.');
  });

  it('shows an unknown file as it is', () => {
    expect(decodeContent(undefined, fromHex('0102'))).toEqual({
      state: 'unknown-coding',
      summary: '2 bytes',
      fields: [{ name: 'Content', value: '0102', offset: 0, length: 2 }],
    });
  });

  it('shows nothing of a secret file, and neither do its fields', () => {
    const keys = declarationFor('USIM', 0x6f08);
    const content = fromHex(`00${'a5'.repeat(32)}`);
    expect(JSON.stringify(decodeContent(keys, content))).not.toContain('a5a5');
    expect(JSON.stringify(keys?.codec.fields(content))).not.toContain('a5a5');
    expect(decodeContent(keys, content)).toMatchObject({ state: 'secret' });
  });
});
