import { expect, test } from 'vitest';
import { AccessError } from '../base/error.ts';
import { errorDoc } from '../contract/error.ts';
import { presentError } from '../jobs/present/error.ts';
import { asCardwrightError } from './errors.ts';

const secret = '77665544';

function docOf(thrown: unknown): { doc: ReturnType<typeof presentError>; log: string } {
  const lines: string[] = [];
  const doc = presentError(asCardwrightError(thrown, { write: (line) => void lines.push(line) }));
  return { doc, log: lines.join('\n') };
}

test('an error on purpose keeps its parts and is not logged', () => {
  const { doc, log } = docOf(
    new AccessError('pin.wrong', 'The card refused ADM1.', {
      meaning: 'One try was used.',
      hint: 'Check the key.',
      clause: 'ETSI TS 102 221 11.1.9',
      details: { triesLeft: 2 },
    }),
  );
  expect(doc).toEqual({
    code: 'pin.wrong',
    kind: 'access',
    what: 'The card refused ADM1.',
    meaning: 'One try was used.',
    hint: 'Check the key.',
    clause: 'ETSI TS 102 221 11.1.9',
    details: { triesLeft: 2 },
  });
  expect(log).toBe('');
});

test.each([
  ['an error', new TypeError(`cannot read ${secret}`, { cause: new RangeError(secret) })],
  ['a parser error that quotes its input', parserError()],
  ['a text', secret],
  ['null', null],
  ['an object', { secret }],
])('%s that nobody foresaw is internal, with a trace id and without its text', (_name, thrown) => {
  const { doc, log } = docOf(thrown);
  expect(errorDoc.parse(doc).code).toBe('internal');
  expect(log).toContain(String(doc.details['trace']));
  expect(JSON.stringify(doc) + log).not.toContain(secret);
});

test('the log has the place of the defect', () => {
  expect(docOf(new TypeError('x')).log).toContain('errors.test.ts');
});

test('a defect stands in the log once, however often it is looked at', () => {
  const lines: string[] = [];
  const log = { write: (line: string) => void lines.push(line) };
  const defect = asCardwrightError(new TypeError('x'), log);
  expect(asCardwrightError(defect, log)).toBe(defect);
  expect(lines).toHaveLength(1);
});

test('an aborted signal is a cancel', () => {
  expect(docOf(new DOMException('aborted', 'AbortError')).doc.kind).toBe('cancelled');
});

function parserError(): unknown {
  try {
    return JSON.parse(`{"adm": ${secret}, oops`);
  } catch (error) {
    return error;
  }
}
