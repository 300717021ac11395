import { describe, expect, test } from 'vitest';
import { gatewayValues, shippedProfile } from '../testing/gateway-values.ts';
import { desiredContents } from './desired-contents.ts';
import { parseProfile } from './parse-profile.ts';
import { resolveValues } from './resolve-values.ts';

const profile = shippedProfile('access-network');

describe('values', () => {
  test('that are complete have no problems', () => {
    const { values, problems } = resolveValues(profile, gatewayValues);
    expect(problems).toEqual([]);
    expect(values).toEqual(gatewayValues);
  });

  test('are tidied: space around them, lists in one text', () => {
    const { values } = resolveValues(profile, {
      ...gatewayValues,
      'subscription-id': ' sub-0001\n',
      'ae-ids': 'S1 S2|S3',
      'maf-fqdn': '  ',
    });
    expect(values).toMatchObject({ 'subscription-id': 'sub-0001', 'ae-ids': ['S1', 'S2', 'S3'] });
    expect(values).not.toHaveProperty('maf-fqdn');
  });

  test.each([
    ['a required one that is missing', { 'subscription-id': '' }, 'subscription-id', 'is missing'],
    ['two where one is meant', { 'cse-id': ['/a', '/b'] }, 'cse-id', 'takes one value, not 2'],
    ['a CSE-ID without a slash', { 'cse-id': 'gw1' }, 'cse-id', 'is not valid'],
    ['an FQDN with a space', { 'maf-fqdn': 'maf example' }, 'maf-fqdn', 'is not valid'],
    ['an IP address with five parts', { 'mef-addresses': '2001:db8::zz' }, 'mef-addresses', 'is not valid'],
    ['a service that is not GBA', { 'gba-services': '6' }, 'gba-services', 'form that the profile asks for'],
    ['one twice', { 'ae-ids': 'S1 S1' }, 'ae-ids', 'more than once'],
    ['half a character', { 'subscription-id': 'a\uD800' }, 'subscription-id', 'not valid UTF-8'],
    [
      'the sign of a broken decoding',
      { 'subscription-id': 'a\uFFFDb' },
      'subscription-id',
      'not valid UTF-8',
    ],
    ['a control character', { 'subscription-id': 'a\u0007b' }, 'subscription-id', 'control characters'],
    ['an endless one', { 'subscription-id': 'a'.repeat(1001) }, 'subscription-id', 'longer than 1000'],
    ['an unknown variable', { colour: 'red' }, 'colour', 'not a variable'],
  ])('with %s are a problem of that variable', (_what, change, variable, what) => {
    const { problems } = resolveValues(profile, { ...gatewayValues, ...change });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ variable });
    expect(problems[0]?.what).toContain(what);
  });

  test('of a variable named like a member of every object are its own', () => {
    const named = parseProfile(
      `{"cardwright":"profile/1","name":"x","version":"1.0.0","title":"X","target":{"kind":"adf-1m2msm"},
        "variables":[{"name":"constructor","title":"C"}],
        "files":[{"name":"EF_1M2MSID","value":"a-\${constructor}"},{"name":"EF_CSEID","value":"\${constructor}"}]}`,
    );
    const contentsFor = (given: Record<string, string>) =>
      desiredContents(named, resolveValues(named, given).values).map(({ values }) => values);
    expect(contentsFor({})).toEqual(['unassigned', 'unassigned']);
    expect(contentsFor({ constructor: '/b' })).toEqual([['a-/b'], ['/b']]);
  });

  test('that are a list without end are one problem, found at once', () => {
    const endless = Array.from({ length: 300_000 }, (_, i) => `S${i} S${i}`);
    expect(resolveValues(profile, { ...gatewayValues, 'ae-ids': endless }).problems).toMatchObject([
      { variable: 'ae-ids', what: expect.stringContaining('more than 254') },
    ]);
  });

  test('named like members of every object are unknown variables', () => {
    const given: unknown = JSON.parse('{"__proto__": "x", "constructor": "y"}');
    const { problems } = resolveValues(profile, given as Record<string, string>);
    expect(problems.map(({ variable }) => variable)).toEqual(
      expect.arrayContaining(['__proto__', 'constructor']),
    );
  });
});

describe('desired contents', () => {
  const wanted = (values: Record<string, string | readonly string[]>) =>
    new Map(
      desiredContents(profile, resolveValues(profile, values).values).map((file) => [
        file.declaration.name,
        file.values,
      ]),
    );

  test('announce the services whose files get a value, and no others', () => {
    expect(wanted(gatewayValues).get('EF_1M2MST')).toEqual([[1, 2, 3, 4, 5, 6]]);
    const few = {
      'subscription-id': 's',
      'service-provider-id': '//x.example',
      'mef-addresses': '192.0.2.1',
    };
    expect(wanted(few).get('EF_1M2MST')).toEqual([[5]]);
    expect(wanted({ ...few, 'gba-services': '7 8' }).get('EF_1M2MST')).toEqual([[5, 7, 8]]);
  });

  test('leave files without a value unassigned', () => {
    const contents = wanted({ 'subscription-id': 's', 'service-provider-id': '//x.example' });
    expect(contents.get('EF_1M2MSID')).toEqual(['s']);
    expect(contents.get('EF_CSEID')).toBe('unassigned');
    expect(contents.get('EF_MEFID')).toBe('unassigned');
    expect(contents.get('EF_1M2MST')).toEqual([[]]);
  });

  test('put variables into texts and lists', () => {
    const own = parseProfile(`cardwright: profile/1
name: own
version: 1.0.0
title: Own
target: { kind: adf-1m2msm }
variables:
  - { name: serial, title: Serial }
  - { name: more, title: More, list: true }
files:
  - { name: EF_1M2MSID, value: 'sub-\${serial}-x' }
  - { name: EF_M2MAE-ID, value: ['S\${serial}', '\${more}', { when: serial, use: Slast }] }
`);
    const contents = (values: Record<string, string | readonly string[]>) =>
      desiredContents(own, resolveValues(own, values).values).map((file) => file.values);
    expect(contents({ serial: '7', more: 'Sa Sb' })).toEqual([['sub-7-x'], ['S7', 'Sa', 'Sb', 'Slast']]);
    expect(contents({ more: 'Sa' })).toEqual(['unassigned', 'unassigned']);
  });
});
