import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromHex } from '../base/bytes.ts';
import { CardError, InputError } from '../base/error.ts';
import { decodeFcp } from './fcp.ts';
import { buildCreateTemplate, buildFcp } from './fcp-build.ts';
import { decodeGsmFileResponse } from './fcp-gsm.ts';
import type { Fcp } from './fcp-types.ts';

/** Published test data of a public SIM tool, recorded from real cards. */
const published = {
  mf: '622c8202782183023f00a50c80017183040003a7388701018a01058b032f0601c60c90016083010183010a83010b',
  isim: '623d8202782183027fb0840ca0000000871004ff49ff0589a50c80017183040003a7388701018a01058b032f0601c60f90017083010183018183010a83010b',
  ecc: '621a82054221000e0283026fb78a01058b036f06088002001c880108',
  onomondoMf: '62298202782183023f00a5098001f18701008801008a01058b032f060fc60c90012083010183018183010a',
  onomondoDir: '621a8205422100260283022f008a01058b032f06028002004c8801f0',
  swSimUsim:
    '6248820238218302ff018410a0000000871002ffffffff8917050000a50e81030100ff8201ff8304ffffe6798a01058c087f00000000000000c60f90017083010183018183010a83010b',
};

const withoutRaw = ({ raw, ...fcp }: Fcp): Omit<Fcp, 'raw'> => {
  expect(raw).toBeInstanceOf(Uint8Array);
  return fcp;
};
const decoded = (hex: string): Omit<Fcp, 'raw'> => withoutRaw(decodeFcp(fromHex(hex)));

test('the MF of a real card', () => {
  expect(decoded(published.mf)).toEqual({
    kind: 'mf',
    fid: 0x3f00,
    shareable: true,
    lifeCycle: 'activated',
    security: { form: 'referenced', fid: 0x2f06, record: 1 },
    pins: [
      { reference: 0x01, enabled: false },
      { reference: 0x0a, enabled: true },
      { reference: 0x0b, enabled: true },
    ],
    availableMemory: 239416,
  });
});

test('ADFs of real cards', () => {
  expect(decoded(published.isim)).toMatchObject({
    kind: 'adf',
    fid: 0x7fb0,
    aid: fromHex('a0000000871004ff49ff0589'),
    pins: [
      { reference: 0x01, enabled: false },
      { reference: 0x81, enabled: true },
      { reference: 0x0a, enabled: true },
      { reference: 0x0b, enabled: true },
    ],
  });
  expect(decoded(published.swSimUsim)).toMatchObject({
    kind: 'adf',
    fid: 0xff01,
    shareable: false,
    availableMemory: 0xffffe679,
    security: {
      form: 'compact',
      rules: [
        {
          operations: [
            'delete',
            'terminate',
            'activate',
            'deactivate',
            'create-df',
            'create-ef',
            'delete-child',
          ],
          condition: { kind: 'always' },
        },
      ],
    },
  });
});

test('record files of real cards', () => {
  expect(decoded(published.ecc)).toEqual({
    kind: 'ef',
    fid: 0x6fb7,
    structure: 'linear-fixed',
    shareable: true,
    size: 28,
    recordLength: 14,
    recordCount: 2,
    sfi: 1,
    lifeCycle: 'activated',
    security: { form: 'referenced', fid: 0x6f06, record: 8 },
    pins: [],
  });
  expect(decoded(published.onomondoDir)).toMatchObject({ recordLength: 0x26, recordCount: 2, sfi: 30 });
  expect(decoded(published.onomondoMf)).toMatchObject({ kind: 'mf', security: { record: 15 } });
});

const ef = (inner: string): Omit<Fcp, 'raw'> => {
  const objects = fromHex(inner);
  return withoutRaw(decodeFcp(concatBytes([0x62, objects.length], objects)));
};

test('the SFI: given, absent (last bits of the FID), none', () => {
  expect(ef('82024121 83026f07 8801 18').sfi).toBe(3);
  expect(ef('82024121 83026f07').sfi).toBe(7);
  expect(ef('82024121 83026f07 8800').sfi).toBeUndefined();
  expect(ef('82024121 83026f1f').sfi).toBeUndefined();
});

test('descriptors: structures, short record lengths, internal files', () => {
  expect(ef('82024121').structure).toBe('transparent');
  expect(ef('82027921').structure).toBe('ber-tlv');
  expect(ef('820346210a')).toMatchObject({ structure: 'cyclic', recordLength: 10 });
  expect(ef('820442210102').recordLength).toBe(0x102);
  expect(ef('82010a')).toMatchObject({ kind: 'ef', shareable: false, structure: 'linear-fixed' });
  expect(ef('820108').structure).toBeUndefined();
});

test('life cycles', () => {
  const of = (byte: string): string => ef(`820141 8a01${byte}`).lifeCycle;
  expect(['00', '01', '03', '04', '05', '06', '07', '0c', '0f', '02', '80'].map(of)).toEqual([
    'no-information',
    'creation',
    'initialisation',
    'deactivated',
    'activated',
    'deactivated',
    'activated',
    'terminated',
    'terminated',
    'proprietary',
    'proprietary',
  ]);
  expect(ef('820141').lifeCycle).toBe('no-information');
});

test('security attributes in every form', () => {
  expect(ef('820141 8b032f0603').security).toEqual({ form: 'referenced', fid: 0x2f06, record: 3 });
  expect(ef('820141 8b062f0600030105').security).toEqual({
    form: 'referenced',
    fid: 0x2f06,
    record: 5,
    byEnvironment: [
      { seid: 0, record: 3 },
      { seid: 1, record: 5 },
    ],
  });
  expect(ef('820141 ab0b800102a40683010a950108').security).toEqual({
    form: 'expanded',
    rules: [{ operations: ['update'], instructions: [], condition: { kind: 'key', reference: 0x0a } }],
  });
  expect(ef('820141 8c0201ff').security).toMatchObject({ form: 'compact' });
  expect(ef('820141').security).toEqual({ form: 'none' });
  expect(ef('820141 8b0101').security.form).toBe('malformed');
  expect(ef('820141 8c0103').security.form).toBe('malformed');
  expect(ef('820141 ab03800101').security.form).toBe('malformed');
});

test.each([
  ['empty', '', 'fcp.malformed'],
  ['no template', '8002aaaa', 'fcp.malformed'],
  ['a template that is cut off', '62108202', 'fcp.malformed'],
  ['no file descriptor', '620483022f00', 'fcp.malformed'],
  ['a proprietary file descriptor', '6203820180', 'fcp.malformed'],
  ['the template of a payment card', '6f078405a000000003', 'fcp.not-uicc'],
])('%s is refused', (_why, hex, code) => {
  expect(() => decodeFcp(fromHex(hex))).toThrow(expect.objectContaining({ code }));
});

test('any bytes give an FCP or a CardError', () => {
  const almost = fc
    .uint8Array({ maxLength: 80 })
    .map((inner) => concatBytes([0x62, inner.length + 4, 0x82, 2, 0x41, 0x21], inner));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), almost), (bytes) => {
      for (const decode of [decodeFcp, decodeGsmFileResponse])
        try {
          expect(decode(bytes).raw).toEqual(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CardError);
        }
    }),
    { numRuns: 500 },
  );
});

test('SIM cards before the UICC', () => {
  expect(withoutRaw(decodeGsmFileResponse(fromHex('000000003f00010000000000098102 0c0400838a838a')))).toEqual(
    {
      kind: 'mf',
      fid: 0x3f00,
      availableMemory: 0,
      lifeCycle: 'activated',
      security: { form: 'none' },
      pins: [
        { reference: 0x01, enabled: false },
        { reference: 0x81, enabled: true },
      ],
    },
  );
  expect(withoutRaw(decodeGsmFileResponse(fromHex('000000346f40040011ffff0102011a')))).toEqual({
    kind: 'ef',
    fid: 0x6f40,
    structure: 'linear-fixed',
    size: 52,
    recordLength: 26,
    recordCount: 2,
    lifeCycle: 'activated',
    security: {
      form: 'compact',
      rules: [
        { operations: ['read'], instructions: [], condition: { kind: 'key', reference: 1 } },
        { operations: ['update'], instructions: [], condition: { kind: 'key', reference: 1 } },
        { operations: ['activate'], instructions: [], condition: { kind: 'never' } },
        { operations: ['deactivate'], instructions: [], condition: { kind: 'never' } },
      ],
    },
    pins: [],
  });
  expect(() => decodeGsmFileResponse(fromHex(published.mf))).toThrow(CardError);
});

test('CREATE FILE: a transparent file with a reference to EF_ARR', () => {
  const template = buildCreateTemplate({
    kind: 'ef',
    fid: 0x6f02,
    structure: 'transparent',
    size: 64,
    sfi: 2,
    security: { form: 'referenced', fid: 0x6f06, record: 2 },
  });
  expect(template).toEqual(fromHex('6217 82024121 83026f02 8a0105 8b036f0602 80020040 880110'));
});

test('CREATE FILE: records with their own rules, no SFI and a filling', () => {
  const template = buildCreateTemplate({
    kind: 'ef',
    fid: 0x6f06,
    structure: 'linear-fixed',
    size: 120,
    recordLength: 40,
    sfi: 'none',
    lifeCycle: 'initialisation',
    security: {
      form: 'expanded',
      rules: [{ operations: ['read'], instructions: [], condition: { kind: 'always' } }],
    },
    filling: fromHex('00ff'),
  });
  expect(template).toEqual(
    fromHex('6220 820442210028 83026f06 8a0103 ab05 8001019000 80020078 8800 a504 c10200ff'),
  );
});

test('CREATE FILE: a DF with a PIN status template and an ADF with compact rules', () => {
  const df = buildCreateTemplate({
    kind: 'df',
    fid: 0x5f40,
    security: { form: 'referenced', fid: 0x6f06, record: 1, byEnvironment: [{ seid: 1, record: 4 }] },
    pins: [
      { reference: 0x01, enabled: true },
      { reference: 0x11, enabled: false },
    ],
    totalSize: 0x12345,
  });
  expect(df).toEqual(
    fromHex('6224 82027821 83025f40 8a0105 8b046f060104 8103012345 c60c 900180 830101 950100 830111'),
  );
  const adf = buildCreateTemplate({
    kind: 'adf',
    fid: 0x7fff,
    aid: fromHex('a000000645100200'),
    security: {
      form: 'compact',
      rules: [{ operations: ['create-ef'], instructions: [], condition: { kind: 'never' } }],
    },
  });
  expect(adf).toEqual(fromHex('6219 82027821 83027fff 8408a000000645100200 8a0105 8c0202ff'));
});

test.each([
  ['records without a length', { structure: 'linear-fixed', size: 10 }],
  ['a size that is no multiple', { structure: 'cyclic', size: 10, recordLength: 4 }],
  ['too many records', { structure: 'linear-fixed', size: 255, recordLength: 1 }],
  ['an SFI of 31', { structure: 'transparent', size: 10, sfi: 31 }],
  ['a negative size', { structure: 'transparent', size: -1 }],
] as const)('%s cannot be created', (_why, shape) => {
  const file = { kind: 'ef', fid: 0x6f02, security: { form: 'none' }, ...shape } as const;
  expect(() => buildCreateTemplate(file)).toThrow(InputError);
});

test('what a card answers is read back as it was meant', () => {
  for (const hex of [published.mf, published.isim, published.ecc, published.onomondoDir]) {
    const fcp = decoded(hex);
    expect(withoutRaw(decodeFcp(buildFcp(fcp)))).toEqual(fcp);
  }
});

test('any transparent or record file survives building and decoding', () => {
  const file = fc.record({
    fid: fc.integer({ min: 0, max: 0xffff }),
    recordLength: fc.integer({ min: 1, max: 255 }),
    recordCount: fc.integer({ min: 1, max: 254 }),
    structure: fc.constantFrom('transparent', 'linear-fixed', 'cyclic', 'ber-tlv'),
    sfi: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    lifeCycle: fc.constantFrom('creation', 'activated', 'deactivated', 'terminated'),
    shareable: fc.boolean(),
  });
  fc.assert(
    fc.property(file, ({ recordLength, recordCount, sfi, structure, ...rest }) => {
      const records = structure === 'linear-fixed' || structure === 'cyclic';
      const fcp: Omit<Fcp, 'raw'> = {
        kind: 'ef',
        structure,
        size: recordLength * recordCount,
        ...(records ? { recordLength, recordCount } : {}),
        ...(sfi === undefined ? {} : { sfi }),
        security: { form: 'referenced', fid: 0x2f06, record: 1 },
        pins: [],
        ...rest,
      };
      expect(withoutRaw(decodeFcp(buildFcp(fcp)))).toEqual(fcp);
    }),
  );
});
