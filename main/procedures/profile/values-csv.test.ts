import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../base/error.ts';
import { shippedProfile } from '../testing/gateway-values.ts';
import { parseValuesCsv } from './values-csv.ts';

const profile = shippedProfile('access-network');
const header = 'iccid,subscription-id,service-provider-id';
const row = (iccid: string, subscription = 'sub-1'): string => `${iccid},${subscription},//sp.example.com`;
const one = '8988211000000430010';
const two = '8988211000000430028';

describe('a CSV', () => {
  test('gives a row for each card, with its line', () => {
    const csv = parseValuesCsv(profile, [header, row(one), '', row(two, 'sub-2')].join('\n'));
    expect(csv.columns).toEqual(['iccid', 'subscription-id', 'service-provider-id']);
    expect(csv.rows).toMatchObject([
      { line: 2, iccid: one, values: { 'subscription-id': 'sub-1' }, problems: [] },
      { line: 4, iccid: two, values: { 'subscription-id': 'sub-2' }, problems: [] },
    ]);
  });

  test('may have a byte order mark, semicolons, CRLF, quotes and lists', () => {
    const text = [
      '\uFEFFICCID;subscription-id;service-provider-id;ae-ids',
      `"8988 2110 0000 0430 010F";"sub;1";//sp.example.com;"Sa|Sb Sc"`,
      `${two};"sub\r\n2";//sp.example.com;`,
      `${one.slice(0, 18)};sub-3;//sp.example.com;`,
    ].join('\r\n');
    const { rows } = parseValuesCsv(profile, new TextEncoder().encode(text));
    expect(rows[0]).toMatchObject({
      line: 2,
      iccid: one,
      values: { 'subscription-id': 'sub;1', 'ae-ids': ['Sa', 'Sb', 'Sc'] },
    });
    // A cell with a line break: the row begins in line 3, the next one in line 5.
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(rows[1]?.problems.map(({ what }) => what).join()).toContain('control characters');
  });

  test.each([
    ['a missing value', [header, row(one, '')], 2, 'is missing'],
    ['an ICCID that is none', [header, row('12AB')], 2, '“12AB” is not an ICCID'],
    ['no ICCID where there is a column for it', [header, row('')], 2, 'has no ICCID'],
    ['an unknown column', [`${header},colour`, `${row(one)},red`], 2, '“colour” is not a variable'],
    ['a cell too many', [header, `${row(one)},red`], 2, 'more cells than the header'],
    ['a cell too few', [header, `${one},sub-1`], 2, 'has 2 cells, the header 3'],
  ])('with %s keeps the row and names the problem', (_what, lines, line, what) => {
    const { rows } = parseValuesCsv(profile, lines.join('\n'));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).toBe(line);
    expect(rows[0]?.problems.map((problem) => problem.what).join('\n')).toContain(what);
  });

  test('of any shape is read in no time', () => {
    const wide = `${Array.from({ length: 200_000 }, (_, i) => `c${i}`).join(',')}\n`;
    expect(() => parseValuesCsv(profile, wide)).toThrow(expect.objectContaining({ code: 'csv.too-long' }));
    const ragged = parseValuesCsv(profile, `${header}\n${row(one)}${',x'.repeat(100_000)}`);
    expect(ragged.rows[0]?.problems).toHaveLength(3);
    const filler = parseValuesCsv(profile, `${header}\n${row(`${'f'.repeat(300_000)}x`)}`);
    expect(filler.rows[0]?.problems[0]?.what).toMatch(/^“f{60}…” is not an ICCID/);
  });

  test('with a column twice takes neither', () => {
    const { rows } = parseValuesCsv(profile, `${header},subscription-id\n${row(one)},sub-2`);
    expect(rows[0]?.values).not.toHaveProperty('subscription-id');
    expect(rows[0]?.problems.map(({ what }) => what).join()).toContain('more than once');
  });

  test('with a card twice prefers neither row', () => {
    const { rows } = parseValuesCsv(profile, [header, row(one), row(two), row(one, 'sub-9')].join('\n'));
    expect(rows.map(({ problems }) => problems.map(({ what }) => what))).toEqual([
      ['The ICCID is also in line 4.'],
      [],
      ['The ICCID is also in line 2.'],
    ]);
  });

  test('that is not UTF-8 names the cell it spoils', () => {
    const bytes = Uint8Array.from(`${header}\n${one},M\u00fcnchen,//sp.example.com`, (char) =>
      char.charCodeAt(0),
    );
    expect(parseValuesCsv(profile, bytes).rows[0]?.problems[0]?.what).toContain('not valid UTF-8');
  });

  test.each([
    ['nothing', '', 'csv.empty'],
    ['blank lines', '\n\n', 'csv.empty'],
    ['an open quotation mark', `${header}\n"${one}`, 'csv.malformed'],
  ])('of %s is refused', (_what, text, code) => {
    expect(() => parseValuesCsv(profile, text)).toThrow(expect.objectContaining({ code }));
  });

  test('in UTF-16 is refused', () => {
    expect(() => parseValuesCsv(profile, Uint8Array.of(0xff, 0xfe, 0x69, 0))).toThrow(
      expect.objectContaining({ code: 'csv.encoding' }),
    );
  });

  test('of any bytes gives rows or an InputError, and drops no row', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          parseValuesCsv(profile, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\s,;"]/g, ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), (cells) => {
        const lines = cells.map((each) => each.join(',')).filter((line) => line !== ',,');
        expect(parseValuesCsv(profile, [header, ...lines].join('\n')).rows).toHaveLength(lines.length);
      }),
    );
  });
});
