import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { InputError } from '../../base/error.ts';
import { parseProfile } from './parse-profile.ts';
import { shippedProfiles } from './shipped-profiles.ts';

const minimal = `cardwright: profile/1
name: test
version: 1.2.3
title: Test
target: { kind: df-1m2m }
variables:
  - { name: subscription, title: Subscription, required: true }
files:
  - { name: EF_1M2MSID, value: '\${subscription}' }
`;

function refusal(text: string): InputError {
  try {
    parseProfile(text);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  return expect.fail('the profile was accepted');
}

describe('a profile', () => {
  test('is read from YAML with its defaults', () => {
    expect(parseProfile(minimal)).toMatchObject({
      name: 'test',
      version: '1.2.3',
      target: { kind: 'df-1m2m', host: 'any' },
      create: false,
      updateKey: 0x0a,
      variables: [{ name: 'subscription', required: true, list: false }],
      files: [{ name: 'EF_1M2MSID', value: '${subscription}' }],
      source: minimal,
    });
    expect(parseProfile(minimal).digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is read from JSON, too', () => {
    const json = JSON.stringify({
      cardwright: 'profile/1',
      name: 'json',
      version: '1.0.0',
      title: 'JSON',
      target: { kind: 'adf-1m2msm', aid: 'A0000006451002' },
      updateKey: 'ADM6',
      files: [{ name: 'ef_maffqdn', value: 'maf.example.com', size: 32 }],
    });
    expect(parseProfile(json)).toMatchObject({
      target: { kind: 'adf-1m2msm', aid: 'a0000006451002' },
      updateKey: 0x8a,
      files: [{ name: 'EF_MAFFQDN', size: 32 }],
    });
  });

  test.each([
    ['an unknown key', minimal.replace('title: Test', 'titel: Test'), 'the key “titel” is not known', 4],
    [
      'an unknown key inside',
      minimal.replace('required: true', 'mandatory: true'),
      'the key “mandatory” in variables[0] is not known',
      7,
    ],
    ['a missing title', minimal.replace('title: Test\n', ''), 'title', 1],
    [
      'a FID that YAML takes for a number',
      minimal.replace('kind: df-1m2m', 'kind: df-1m2m, fid: 5000'),
      'in quotes',
      5,
    ],
    ['a version that YAML takes for a number', minimal.replace('1.2.3', '1.0'), 'in quotes', 3],
    ['a file of another standard', minimal.replace('EF_1M2MSID', 'EF_IMSI'), 'not a oneM2M file', 9],
    ['a variable that is not declared', minimal.replace('${sub', '${dub'), '${dubscription} is not among', 9],
    ['the name of the card column', minimal.replaceAll('subscription', 'iccid'), 'iccid', 7],
    ['sizes of another structure', minimal.replace("}'", "}', records: 2"), 'has no records', 9],
    [
      'creation without a FID',
      minimal.replace('title: Test', 'title: Test\ncreate: true'),
      'names its FID',
      6,
    ],
    ['a broken pattern', minimal.replace('required: true', "pattern: '('"), 'RE2 syntax', 7],
    ['a duplicate key', `${minimal}title: Again\n`, 'unique', 10],
    ['a tag', minimal.replace('title: Test', 'title: !!js/function x'), 'tag', 4],
    ['several documents', `${minimal}---\n${minimal}`, 'documents', 10],
    [
      'a list inside a text',
      minimal.replace('required: true', 'list: true').replace('${s', 'x${s'),
      'is a list',
      9,
    ],
  ])('with %s is refused, and the line is named', (_what, text, why, line) => {
    const error = refusal(text);
    expect(error.code).toBe('profile.malformed');
    expect(error.message).toContain(why);
    expect(error.details['line']).toBe(line);
  });

  test('of another major version is a matter of its own', () => {
    const error = refusal(
      minimal.replace('profile/1', 'profile/2').replace('title: Test', 'somethingNew: 1'),
    );
    expect(error.code).toBe('profile.version');
    expect(error.details).toMatchObject({ version: 2, supported: 1 });
    expect(refusal('{}').code).toBe('profile.malformed');
    expect(refusal('').code).toBe('profile.malformed');
  });

  test('that is too long, too deep or an alias bomb is refused at once', () => {
    expect(refusal('#'.repeat(100_001)).code).toBe('profile.too-long');
    expect(refusal('['.repeat(50_000)).code).toBe('profile.malformed');
    expect(refusal('- '.repeat(49_000)).code).toBe('profile.malformed');
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let level = 1; level < 9; level++)
      bomb.push(
        `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(',')}]`,
      );
    expect(refusal(bomb.join('\n')).code).toBe('profile.malformed');
  });

  test('whose pattern would backtrack for ever is matched at once', () => {
    const profile = parseProfile(minimal.replace('required: true', () => "pattern: '(a+)+$', default: aaaa"));
    expect(profile.variables[0]?.default).toBe('aaaa');
    const evil = `${'a'.repeat(900)}!`;
    expect(
      refusal(minimal.replace('required: true', () => `pattern: '(a+)+$', default: '${evil}'`)).message,
    ).toContain('does not match');
  });

  test('whatever the text, the answer is a profile or an InputError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        refusal(text);
      }),
    );
    const damage = fc.record({
      at: fc.nat(minimal.length),
      cut: fc.nat(12),
      put: fc.string({ maxLength: 12 }),
    });
    fc.assert(
      fc.property(damage, ({ at, cut, put }) => {
        try {
          parseProfile(minimal.slice(0, at) + put + minimal.slice(at + cut));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        refusal(stringify({ cardwright: 'profile/1', files: value, target: value }));
      }),
    );
  });
});

test('the shipped profiles cover both places, with and without creating files', () => {
  const profiles = shippedProfiles();
  expect(profiles.map(({ name, create, target }) => [name, create, target.kind])).toEqual([
    ['access-network-create', true, 'df-1m2m'],
    ['access-network', false, 'df-1m2m'],
    ['standalone-create', true, 'adf-1m2msm'],
    ['standalone', false, 'adf-1m2msm'],
  ]);
  for (const { files } of profiles) expect(files).toHaveLength(9);
});
