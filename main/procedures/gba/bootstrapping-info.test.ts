import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NetworkError } from '../../base/error.ts';
import { parseBootstrappingInfo } from './bootstrapping-info.ts';

const document = (inside: string, root = 'BootstrappingInfo', namespace = 'uri:3gpp-gba'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${inside}</${root}>`;
const bTid = '<btid>I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com</btid>';
const lifetime = '<lifetime>2030-01-01T01:00:00+01:00</lifetime>';

describe('BootstrappingInfo', () => {
  test.each([
    ['as in TS 24.109', document(`\n  ${bTid}\n  ${lifetime}\n`)],
    [
      'with what a later release adds',
      document(`<x:new xmlns:x="uri:y"><btid>no</btid></x:new>${lifetime}${bTid}`),
    ],
    [
      'with a prefix and CDATA',
      `<g:BootstrappingInfo xmlns:g="uri:3gpp-gba"><g:btid><![CDATA[I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com]]></g:btid><g:lifetime>2030-01-01T01:00:00+01:00</g:lifetime></g:BootstrappingInfo>`,
    ],
  ])('%s', (_, xml) => {
    expect(parseBootstrappingInfo(xml)).toEqual({
      bTid: 'I1U8vpY3qJ0hiuZNrke/NQ==@bsf.example.com',
      lifetime: '2030-01-01T01:00:00+01:00',
      expires: Date.UTC(2030, 0, 1),
    });
  });

  test.each([
    ['broken off', document(`${bTid}${lifetime}`).slice(0, -3)],
    ['empty', ''],
    ['another root', document(`${bTid}${lifetime}`, 'Other')],
    ['another namespace', document(`${bTid}${lifetime}`, 'BootstrappingInfo', 'uri:other')],
    ['no lifetime', document(bTid)],
    ['two B-TIDs', document(`${bTid}${bTid}${lifetime}`)],
    ['a lifetime without time zone', document(`${bTid}<lifetime>2030-01-01T01:00:00</lifetime>`)],
    ['no date', document(`${bTid}<lifetime>2030-19-41T01:00:00Z</lifetime>`)],
    ['a day that is none', document(`${bTid}<lifetime>2030-02-30T01:00:00Z</lifetime>`)],
    ['a B-TID in pieces', document(`<btid><x>a@</x><x>b@c</x></btid>${lifetime}`)],
    ['a B-TID with a space', document(`<btid>a b@c</btid>${lifetime}`)],
    ['an entity', `<!DOCTYPE a [<!ENTITY e "x">]>${document(`${bTid}${lifetime}`).slice(39)}`],
    ['a page', '<html><body><p>Log in</body></html>'],
  ])('%s is refused', (_, xml) => {
    expect(() => parseBootstrappingInfo(xml)).toThrow(expect.objectContaining({ code: 'gba.xml' }));
  });

  test('any text is a value or a typed error', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '/',
      'btid',
      '"',
      '&',
      ';',
      '<![CDATA[',
      ']]>',
      '<!--',
      bTid,
      lifetime,
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(parts).map((all) => document(all.join(''))),
        ),
        (xml) => {
          try {
            parseBootstrappingInfo(xml);
          } catch (error) {
            expect(error).toBeInstanceOf(NetworkError);
          }
        },
      ),
    );
  });
});
