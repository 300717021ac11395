import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CardwrightError } from '../../../base/error.ts';
import { atOnce } from '../stepwise.ts';
import { checkEntries } from './checked-entry.ts';
import { parseCsvKeys } from './csv.ts';
import type { KeyFile } from './key-file.ts';

const one = '8988211000000430010';
const two = '8988211000000430028';
const k1 = '000102030405060708090a0b0c0d0e0f';
const k2 = '101112131415161718191a1b1c1d1e1f';
const k3 = '202122232425262728292a2b2c2d2e2f';
const lines = (...rows: string[]): string => rows.join('\n');
const raws = ({ entries }: KeyFile) => entries.map(({ raw }) => raw);
const code = (name: string) => expect.objectContaining({ code: name });

describe('a CSV of keys', () => {
  test('gives a set for each group of columns and a key for each of the others', () => {
    const file = parseCsvKeys(
      lines(
        'ICCID,adm1,PIN1,kic2,kid2,kid2_kcv,ota2_algorithm,ota2_counter,ota2_spi,ota2_buffer,ota2_tars',
        `${one},12345678,1234,${k1},${k2},aabbcc,AES,0x10,1621,512,B00000 B00001=A0000000871002 000000=applications`,
        `${two},0,,0,,,aes,,,,`,
        `${two},87654321`,
      ),
    );
    expect(raws(file)).toEqual([
      { kind: 'card-key', iccid: one, name: 'ADM1', value: '12345678' },
      { kind: 'card-key', iccid: one, name: 'PIN1', value: '1234' },
      {
        kind: 'ota',
        iccid: one,
        index: 2,
        algorithm: 'AES',
        kic: k1,
        kid: k2,
        checkValues: { kid: 'aabbcc' },
        counter: 16,
        spi: '1621',
        buffer: 512,
        applications: [
          { tar: 'B00000', manages: 'files' },
          { tar: 'B00001', aid: 'A0000000871002', manages: 'files' },
          { tar: '000000', manages: 'applications' },
        ],
      },
      undefined,
      { kind: 'card-key', iccid: two, name: 'ADM1', value: '87654321' },
    ]);
    expect(file.entries[3]).toMatchObject({ row: 3, error: { code: 'keys.row-empty' } });
    expect(file.entries.map(({ row }) => row)).toEqual([2, 2, 2, 3, 4]);
  });

  test('reads key versions in decimal and, with 0x, in hexadecimal', () => {
    const [set, other] = raws(
      parseCsvKeys(
        lines(
          'eid;gp48_enc;gp48_mac;gp48_dek;gp48_protocol;gp48_i;gp48_authorises;gp0x20_enc;gp0x20_mac;gp0x20_dek',
          `89049044900000000000000000102355;${k1};${k2};${k3};scp03;70;ADM1 adm2;${k1};${k2};${k3}`,
        ),
      ),
    );
    expect(set).toMatchObject({ version: 48, protocol: 'scp03', option: '70', authorises: ['ADM1', 'adm2'] });
    expect(other).toMatchObject({ version: 32, enc: k1 });
  });

  test('may be one of pySim: names, zeros for nothing, columns that hold no keys', () => {
    const file = parseCsvKeys(
      lines(
        'imsi,ki,opc,eid,iccid,adm1,SCP02_DEK_1,SCP02_ENC_1,SCP02_MAC_1,SCP03_ENC_ISDR,SCP03_MAC_ISDR,SCP03_DEK_ISDR,UICC_SCP02_KIC1,UICC_SCP02_KID1,UICC_SCP02_KIK1',
        `90170,${k1},${k2},0,${one},67225880,${k1},${k2},${k3},0,0,0,${k1},${k2},${k3}`,
        `90170,${k1},${k2},89049044900000000000000000102355,0,0,0,0,0,${k1},${k2},${k3},0,0,0`,
      ),
    );
    expect(file.leftAside).toEqual(['imsi', 'ki', 'opc']);
    expect(raws(file)).toMatchObject([
      { kind: 'card-key', iccid: one },
      { kind: 'globalplatform', version: 0, protocol: 'scp02', dek: k1, enc: k2, mac: k3 },
      { kind: 'globalplatform', version: 0, protocol: 'scp02', enc: k1, mac: k2, dek: k3 },
      { kind: 'globalplatform', protocol: 'scp03', domain: 'a0000005591010ffffffff8900000100' },
    ]);
  });

  test.each([
    ['nothing', '', 'keys.file'],
    ['no header', `${one},12345678\n`, 'keys.file'],
    ['an unknown column', lines('iccid,adm11', `${one},1`), 'keys.column'],
    ['a check value of what has none', lines('iccid,adm1_kcv', `${one},1`), 'keys.column'],
    ['a column of every object', lines('iccid,kic1,gp1_constructor', `${one},${k1},1`), 'keys.column'],
    ['a domain of every object', lines('iccid,scp03_enc_constructor', `${one},${k1}`), 'keys.column'],
    ['a key set 16', lines('iccid,kic16', `${one},${k1}`), 'keys.column'],
    ['a key version 128', lines('iccid,gp128_enc', `${one},${k1}`), 'keys.column'],
    ['a column twice', lines('iccid,kic1,KIC1', `${one},${k1},${k1}`), 'keys.column-twice'],
    ['two names for a column', lines('iccid,gp48_enc,gp0x30_enc', `${one},${k1},${k1}`), 'keys.column-twice'],
    ['quotes that do not match', lines('iccid,adm1', `${one},"12345678`), 'csv.malformed'],
    ['too many columns', `iccid${',comment'.repeat(600)}`, 'keys.file'],
  ])('with %s is refused as a whole', (_what, text, expected) => {
    expect(() => parseCsvKeys(text)).toThrow(code(expected));
  });

  test.each([
    ['a cell too many', lines('iccid,adm1', `${one},12345678,${k1}`), 'keys.row-long'],
    ['a counter that is none', lines('iccid,kic1,ota1_counter', `${one},${k1},many`), 'keys.field'],
    ['an SPI of three digits', lines('iccid,kic1,ota1_spi', `${one},${k1},162`), 'keys.field'],
    ['a TAR that is none', lines('iccid,kic1,ota1_tars', `${one},${k1},B0=1=2`), 'keys.field'],
    ['something below no heading', lines('iccid,adm1,,', `${one},12345678,,${k1}`), 'keys.row-long'],
    ['a number of a spreadsheet', lines('iccid,kic1', `${one},"1,01112E+29"`), 'keys.rounded'],
  ])('with %s refuses the row and still tells whose it was', (_what, text, expected) => {
    const [entry] = parseCsvKeys(text).entries;
    expect(entry).toMatchObject({ row: 2, whose: { iccid: one }, error: { code: expected } });
  });

  test('tells a field that does not fit by its column, and what may stand there', () => {
    const header =
      'iccid,KIC2,kid2,OTA2_Algorithm,ota2_counter,ota2_SPI,gp48_enc,gp48_mac,gp48_dek,GP48_Protocol';
    const row = (algorithm: string, counter: string, spi: string, protocol = 'scp03') =>
      [one, k1, k2, algorithm, counter, spi, k1, k2, k3, protocol].join();
    const refusals = (...text: string[]) =>
      atOnce(checkEntries(parseCsvKeys(lines(...text)), {})).flatMap(({ error }) =>
        error === undefined ? [] : [[error.details['field'], error.message, error.hint]],
      );
    expect(refusals(header, row('DES', '', '', 'scp01'))).toEqual([
      [
        'OTA2_Algorithm',
        'The column “OTA2_Algorithm” names no algorithm that Cardwright knows.',
        'Allowed: 3des, 3des-2, 3des-3, aes, aes-128, aes-192, aes-256.',
      ],
      ['GP48_Protocol', 'The column “GP48_Protocol” does not fit.', 'Allowed: scp02, scp03.'],
    ]);
    const named = (...text: string[]) => refusals(...text).map(([field]) => field);
    expect(named(header, row('aes', '1.234', ''))).toEqual(['ota2_counter']);
    expect(named(header, row('aes', '', '16219', ''))).toEqual(['ota2_SPI', 'GP48_Protocol']);
    expect(named('iccid,kic2', `${one},${k1}`)).toEqual(['ota2_algorithm']);
    const kcv = 'iccid,Kic2,kid2,KIC2_KCV,ota2_algorithm';
    expect(named(kcv, `${one},${k1},${k2},12,aes`)).toEqual(['KIC2_KCV']);
    expect(named(kcv, `${one},${k1},${k2},123456,aes`)).toEqual(['Kic2']);
  });

  test('may be what a spreadsheet has written', () => {
    const wanted = raws(parseCsvKeys(lines('iccid,adm1,kic1', `${one},01234567,${k1}`)));
    for (const text of [
      `\uFEFFiccid;adm1;kic1;;\r\n${one};"01234567";${k1};;\r\n;;;;\r\n\r\n`,
      `sep=;\r\niccid;adm1;kic1\r\n'${one};'01234567;${k1}\r\n`,
      `iccid\tadm1\tkic1\n ${one} \t01234567\u00a0\t${k1}\n`,
      `"iccid","adm1","kic1"\n"=""${one}""","=""01234567""","${k1} "\n`,
    ])
      expect(raws(parseCsvKeys(text))).toEqual(wanted);
    expect(parseCsvKeys(`sep=;\niccid;adm1\n${one};12345678`).entries[0]?.row).toBe(3);
    expect(() => parseCsvKeys('i\0c\0c\0i\0d\0')).toThrow(code('csv.encoding'));
  });

  test('never repeats what may be a key', () => {
    const grouped = k1.replace(/(.{4})(?=.)/g, '$1_');
    expect(() => parseCsvKeys(`iccid,${grouped}`)).toThrow(
      expect.objectContaining({ code: 'keys.column', message: expect.not.stringContaining('0001') }),
    );
    const texts = [
      `${k1},${k2}\n${k3}`,
      lines(`iccid,${k1}`, one),
      lines(`iccid,kic1,ota1_spi`, `${one},${k1},${k2}`),
      lines('iccid,adm1', `${one},"${k1}" x`),
    ];
    for (const text of texts) {
      const said = JSON.stringify(outcomeOf(text));
      for (const key of [k1, k2, k3]) expect(said).not.toContain(key);
    }
  });

  test('of any text is read or refused for a reason', () => {
    const headings = ['iccid', 'eid', 'adm1', 'kic1', 'kid1_kcv', 'gp48_enc', 'ota1_tars', 'imsi', '', k1];
    const cells = fc.oneof(fc.constantFrom(one, k1, '0', '', '1=2', '0x', '"'), fc.string());
    const table = fc
      .array(fc.oneof(fc.constantFrom(...headings), fc.string()), { minLength: 1, maxLength: 6 })
      .chain((header) =>
        fc
          .array(fc.array(cells, { maxLength: 8 }), { maxLength: 5 })
          .map((rows) => [header, ...rows].map((row) => row.join(',')).join('\n')),
      );
    fc.assert(
      fc.property(fc.oneof(fc.string(), table), (text) => {
        const outcome = outcomeOf(text);
        if ('entries' in outcome)
          for (const { row, raw, ...rest } of outcome.entries) {
            expect(row).toBeGreaterThan(1);
            if (raw === undefined) expect(rest).toHaveProperty('error.hint');
          }
      }),
    );
  });
});

function outcomeOf(
  text: string,
): KeyFile | { code: string; message: string; details: unknown; cause: unknown } {
  try {
    return parseCsvKeys(text);
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    const { message, hint, details, cause } = error;
    return { code: error.code, message: message + hint, details, cause };
  }
}
