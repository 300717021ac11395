import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardError, InputError } from '../../base/error.ts';
import type { EfDeclaration, FieldSpan, FileValue } from './declare.ts';
import { decodeContent } from './decode-content.ts';
import { declarationNamed, declarations } from './table.ts';

/** Random bytes, and vectors with a few bytes changed, which get further into a decoder. */
function contentsOf(declaration: EfDeclaration): fc.Arbitrary<Uint8Array> {
  const seeds = declaration.vectors.map(({ hex }) => Uint8Array.from(Buffer.from(hex, 'hex')));
  const mutated = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat(4))
    .map(([seed, changes, cut]) => {
      const bytes = seed.slice(0, Math.max(0, seed.length - cut));
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    });
  return fc.oneof(fc.uint8Array({ maxLength: 64 }), mutated);
}

function expectSpansInside(fields: readonly FieldSpan[], length: number): void {
  for (const { offset, length: own } of fields) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(own).toBeGreaterThanOrEqual(0);
    expect(offset + own).toBeLessThanOrEqual(length);
  }
}

/** What `run` throws; anything but a CardError is a defect and fails the test. */
function cardErrorOf(run: () => void): CardError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof CardError) return error;
    throw error;
  }
}

describe.each(
  declarations.map((declaration) => [`${declaration.home} ${declaration.name}`, declaration] as const),
)('%s', (_, declaration) => {
  const { codec } = declaration;

  it('reads any bytes or refuses them, and its fields lie inside them', () => {
    fc.assert(
      fc.property(contentsOf(declaration), (bytes) => {
        const error = cardErrorOf(() => codec.summary(codec.decode(bytes)));
        expect(error?.code ?? 'file.malformed').toBe('file.malformed');
        expectSpansInside(codec.fields(bytes), bytes.length);
        expectSpansInside(decodeContent(declaration, bytes).fields, bytes.length);
      }),
      { numRuns: 200 },
    );
  });

  it('writes what it has read so that it reads the same', () => {
    fc.assert(
      fc.property(contentsOf(declaration), (bytes) => {
        let value: FileValue;
        try {
          value = codec.decode(bytes);
        } catch {
          // Refused bytes are the matter of the test above.
          return;
        }
        let written: Uint8Array;
        try {
          written = codec.encode(value, bytes.length + 8);
        } catch (error) {
          // A reading may be more generous than a writing, with a reason.
          expect(error).toBeInstanceOf(InputError);
          return;
        }
        expect(codec.decode(written)).toEqual(value);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses any other value as input', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(40), (value, size) => {
        try {
          expect(codec.encode(value as FileValue, size)).toHaveLength(size);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          expect(['value.malformed', 'value.too-long']).toContain(error.code);
        }
      }),
      { numRuns: 100 },
    );
  });
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const address = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((written) => URL.parse(`http://[${written}]/`)?.hostname.slice(1, -1) ?? '::1'),
);
const digits = (min: number, max: number) =>
  fc.array(fc.nat(9), { minLength: min, maxLength: max }).map((list) => list.join(''));
const plmn = fc.tuple(digits(3, 3), digits(2, 3)).map((pair) => pair.join('-'));
const ascending = (max: number) =>
  fc.uniqueArray(fc.integer({ min: 1, max })).map((list) => list.sort((a, b) => a - b));
const name = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...Array.from('аБяЖ-1')), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...Array.from('漢字ÿ€Aé')), maxLength: 6 }),
);
const number = fc.option(
  fc.record({
    digits: fc.string({ unit: fc.constantFrom(...Array.from('0123456789*#')), minLength: 1, maxLength: 20 }),
    type: fc.constantFrom('unknown', 'international', 'national', 'reserved 05'),
    plan: fc.constantFrom('unknown', 'ISDN/telephony', 'reserved 0F'),
  }),
);

const generated: readonly (readonly [
  home: EfDeclaration['home'],
  name: string,
  fc.Arbitrary<FileValue>,
  size: number,
])[] = [
  ['1M2M', 'EF_1M2MST', ascending(32), 4],
  ['1M2M', 'EF_1M2MSID', fc.oneof(text, fc.constant('')), 512],
  ['1M2M', 'EF_1M2MSPID', text, 512],
  ['1M2M', 'EF_M2MNID', text, 512],
  ['1M2M', 'EF_CSEID', text, 512],
  ['1M2M', 'EF_M2MAE-ID', text, 255],
  ['1M2M', 'EF_INCSEIDS', text, 255],
  ['1M2M', 'EF_MAFFQDN', fc.domain(), 512],
  ['1M2M', 'EF_MEFID', address, 255],
  ['ISIM', 'EF_P-CSCF', address, 255],
  ['MF', 'EF_ICCID', digits(1, 20), 10],
  ['USIM', 'EF_IMSI', digits(6, 15), 9],
  ['USIM', 'EF_UST', ascending(144), 18],
  ['USIM', 'EF_FPLMN', fc.array(plmn, { maxLength: 4 }), 12],
  ['USIM', 'EF_SPN', fc.record({ display: fc.constant([]), name }), 17],
  [
    'USIM',
    'EF_MSISDN',
    fc.record({
      name,
      number,
      capability: fc.constant(null),
      extension: fc.option(fc.nat(254), { nil: null }),
    }),
    40,
  ],
  [
    'MF',
    'EF_DIR',
    fc.record({
      aid: fc.uint8Array({ minLength: 5, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      label: fc.option(fc.string({ unit: fc.constantFrom(...Array.from('USim 1é漢ÿ')), maxLength: 8 }), {
        nil: null,
      }),
      oneM2m: fc.array(
        fc.record({
          df: fc.nat(0xffff).map((fid) => fid.toString(16).toUpperCase().padStart(4, '0')),
          subscription: fc.oneof(fc.string({ maxLength: 8 }), fc.constant('0xc3ff')),
        }),
        { maxLength: 3 },
      ),
      discretionary: fc.constant([{ tag: 'A0', value: '800101' }]),
      other: fc.constant([{ tag: '5F50', value: '61' }]),
    }),
    160,
  ],
];

describe('what is written is what is read', () => {
  it.each(generated)('%s %s', (home, file, values, size) => {
    const codec = declarationNamed(home, file)?.codec;
    fc.assert(
      fc.property(values, (value) => {
        const written = codec?.encode(value, size);
        expect(written).toHaveLength(size);
        expect(written && codec?.decode(written)).toEqual(value);
      }),
    );
  });

  it('says how many bytes a value needs', () => {
    const codec = declarationNamed('1M2M', 'EF_CSEID')?.codec;
    const write = () => codec?.encode('//sp.example.com/cse-gw1', 20);
    expect(write).toThrow(InputError);
    expect(write).toThrow('The value needs 26 bytes and there are 20.');
    expect(write).toThrow(
      expect.objectContaining({ code: 'value.too-long', details: { needed: 26, available: 20 } }),
    );
  });

  it.each([
    ['1M2M', 'EF_1M2MSID', '\ud800', 'half a surrogate pair'],
    ['1M2M', 'EF_1M2MST', [1, 9], 'needs 2 bytes'],
    ['1M2M', 'EF_1M2MST', [0], 'from 1'],
    ['1M2M', 'EF_MEFID', '2001:db8::g', 'not an IPv6 address'],
    ['1M2M', 'EF_M2MAE-ID', 'S'.repeat(255), 'needs 255 bytes'],
    ['USIM', 'EF_IMSI', '12345', '6 to 15 digits'],
    ['USIM', 'EF_LOCI', { tmsi: '47d1264a' }, '“plmn” is missing'],
    ['USIM', 'EF_SPN', { display: [], name: '😀' }, 'outside of UCS2'],
    ['USIM', 'EF_SPN', { display: [], name: 'seventeen letters' }, 'needs 17 bytes'],
    ['USIM', 'EF_AD', { mode: 'fast', additional: [], mncLength: 2, reserved: '' }, '“fast” is not one of'],
    ['USIM', 'EF_AD', { speed: 1 }, '“speed” is not one of mode'],
    ['MF', 'EF_ARR', '800101', 'no condition'],
    ['MF', 'EF_PL', ['eng'], 'not a language code'],
  ] as const)('%s %s refuses %j', (home, file, value, message) => {
    const codec = declarationNamed(home, file)?.codec;
    const size = declarationNamed(home, file)?.size.typical ?? 0;
    const write = () => codec?.encode(value, file === 'EF_M2MAE-ID' ? 255 : size);
    expect(write).toThrow(InputError);
    expect(write).toThrow(message);
  });
});
