import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '../../main/contract/calls.ts';
import { answerEnvelope } from '../../main/contract/envelope.ts';
import { TestEngine } from '../../main/engine/testing/test-engine.ts';
import { shippedProfiles } from '../../main/procedures/profile/shipped-profiles.ts';

let engine: TestEngine;
let reader: string;
beforeAll(async () => {
  engine = await TestEngine.start();
  ({ reader } = await engine.call('simulator.add', { seed: 'usim-prepersonalised' }));
});
afterAll(() => engine.discard());

/** Answered in the agreed form, and not by a defect of ours. Gives the answer of a call that was not refused. */
async function ask(call: keyof typeof calls, input: unknown): Promise<unknown> {
  const id = crypto.randomUUID();
  const answer = answerEnvelope.parse(await engine.engine.handle({ id, call, input }, 'app'));
  if (answer.ok) return calls[call].output.parse(answer.output);
  expect(answer.error, JSON.stringify(input).slice(0, 2_000)).not.toMatchObject({ kind: 'internal' });
  expect(answer.error.hint).not.toBe('');
  return undefined;
}

/** A text with a few places changed: cut out, doubled, or replaced by what such files are made of. */
function mutated(original: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(original.length),
    length: fc.nat(40),
    by: fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ maxLength: 6, unit: 'binary' }),
      fc.constant(undefined),
    ),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((text, { at, length, by }) => {
      const cut = text.slice(at, at + length);
      return text.slice(0, at) + (by ?? cut + cut) + text.slice(at + (by === undefined ? length : 0));
    }, original),
  );
}

const yamlPieces = [
  '',
  '\n',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '!!binary ',
  '|',
  '>',
  '"',
  "'",
  '#',
  '	',
  '%',
  '\0',
  '${',
  '${x}',
  '${subscription-id}',
  '${${x}}',
  'when: ',
  'null',
  '1e999',
  '0x10',
  'true',
  '-1',
  '999999999999',
  '__proto__',
  'constructor',
  '(a+)+$',
  '[',
  '\\',
  '5F60',
  'EF_1M2MST',
  'size: 70000',
  'records: 300',
  '\ud800',
];

test('a profile that somebody has edited badly', { timeout: 60_000 }, async () => {
  const sources = shippedProfiles().map(({ source }) => source);
  await fc.assert(
    fc.asyncProperty(fc.oneof(...sources.map((source) => mutated(source, yamlPieces))), async (source) => {
      const checked = await ask('profiles.check', { source });
      if (checked === undefined) return;
      // What is called a profile can be planned with.
      const saved = calls['profiles.save'].output.safeParse(await ask('profiles.save', { source }));
      if (!saved.success) return;
      const profile = saved.data.id;
      const values = {
        'subscription-id': 'sub-1',
        'service-provider-id': '//sp.example.com',
        'cse-id': '//a/b',
      };
      await ask('profiles.checkValues', { profile, values });
      await ask('plan.make', { reader, profile, values });
      await ask('profiles.delete', { profile });
    }),
    { numRuns: 300 },
  );
});

const csv = `iccid,subscription-id,service-provider-id,ae-ids,mef-addresses
8900101000000000019,sub-0001,//sp.example.com,S0190-sensor S0190-meter,mef.example.com 192.0.2.1
"8900 1010 0000 0000 027","sub ""2""",//sp.example.com,,2001:db8::1
`;
const csvPieces = [
  '',
  ',',
  ';',
  '\t',
  '"',
  '""',
  '\r',
  '\n',
  '\r\n',
  '\ufeff',
  '\u0000',
  'iccid',
  '=1+1',
  '\ud800',
  '٣',
  'x'.repeat(300),
];

test('a CSV that somebody has edited badly', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(mutated(csv, csvPieces), fc.string({ unit: 'binary', maxLength: 400 })),
      async (text) => {
        const read = calls['profiles.readCsv'].output.safeParse(
          await ask('profiles.readCsv', { profile: 'access-network', csv: text }),
        );
        if (!read.success) return;
        for (const row of read.data.rows) expect(row.line).toBeGreaterThan(1);
      },
    ),
    { numRuns: 500 },
  );
});

test('values of any kind', { timeout: 60_000 }, async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('//sp.example.com', 'sub-0001', '192.0.2.1', '::', 'a'.repeat(255), '', ' ', '7', '999'),
  );
  const { variables } = shippedProfiles().find(({ name }) => name === 'access-network')!;
  const name = fc.oneof(fc.constantFrom(...variables.map((variable) => variable.name)), fc.string());
  const values = fc.dictionary(name, fc.oneof(text, fc.array(text, { maxLength: 12 })), { maxKeys: 10 });
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      await ask('profiles.checkValues', { profile: 'access-network', values: given });
      await ask('plan.make', { reader, profile: 'access-network', values: given });
    }),
    { numRuns: 80 },
  );
});
