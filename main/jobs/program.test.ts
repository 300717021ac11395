import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SecurityCondition } from '../card/access/types.ts';
import { declarations } from '../card/files/table.ts';
import { formatPath, parsePath } from '../card/path.ts';
import type { Plan, PlanStep } from '../procedures/plan/types.ts';
import { decodeProgram, encodeProgram } from './program.ts';

const code = (expected: string) => expect.objectContaining({ name: 'StoreError', code: expected });
const bytes = (max = 12) => fc.uint8Array({ maxLength: max });
const optional = <T extends string, V>(name: T, value: fc.Arbitrary<V>) =>
  fc.oneof(
    fc.constant({}),
    value.map((v) => ({ [name]: v })),
  ) as fc.Arbitrary<{ [K in T]?: V }>;
const path = fc
  .record({ aid: fc.option(bytes(16)), fids: fc.array(fc.nat(0xffff), { maxLength: 3 }) })
  .map(({ aid, fids }) =>
    parsePath(
      formatPath(
        aid !== null && aid.length >= 5 ? { aid: Buffer.from(aid).toString('hex'), fids } : { fids },
      ),
    ),
  );
const { condition } = fc.letrec<{ condition: SecurityCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constantFrom('always' as const, 'never' as const) }),
    fc.record({ kind: fc.constant('key' as const), reference: fc.nat(255) }),
    fc.record({ kind: fc.constantFrom('secure-messaging' as const, 'unknown' as const), raw: bytes() }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }),
  ),
}));

const common = fc
  .tuple(
    fc.record({ index: fc.nat(50), path, name: fc.string(), needs: condition }),
    optional('declaration', fc.constantFrom(...declarations)),
    optional('caution', fc.string()),
  )
  .map(([a, b, c]) => ({ ...a, ...b, ...c }));
const contents = fc
  .tuple(
    fc.record({ after: bytes() }),
    optional('before', bytes()),
    optional('sfi', fc.integer({ min: 1, max: 30 })),
  )
  .map(([a, b, c]) => ({ ...a, ...b, ...c }));
const file = fc.oneof(
  fc.constant({ type: 'df' as const }),
  fc
    .tuple(
      fc.record({
        type: fc.constant('ef' as const),
        structure: fc.constantFrom('transparent' as const, 'linear-fixed' as const),
        size: fc.nat(),
      }),
      optional('recordLength', fc.nat(255)),
      optional('sfi', fc.nat(30)),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
);
const step: fc.Arbitrary<PlanStep> = fc
  .tuple(
    common,
    fc.oneof(
      contents.map((c) => ({ kind: 'update-binary' as const, ...c })),
      fc
        .tuple(contents, fc.integer({ min: 1, max: 254 }))
        .map(([c, record]) => ({ kind: 'update-record' as const, record, ...c })),
      fc.record({ kind: fc.constant('create-file' as const), file, fcp: bytes(40) }),
      fc.record({ kind: fc.constant('resize-file' as const), from: fc.nat(), to: fc.nat() }),
      fc.record({ kind: fc.constant('activate-file' as const) }),
    ),
  )
  .map(([a, b]) => ({ ...a, ...b }));

const plan: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('provision' as const, 'wipe' as const),
  iccid: fc.string(),
  atr: bytes(33),
  target: path,
  steps: fc.array(step, { maxLength: 5 }),
  unchanged: fc.array(fc.record({ path, name: fc.string() }), { maxLength: 3 }),
  desired: fc.array(
    fc
      .tuple(
        fc.record({ path, name: fc.string(), content: bytes() }),
        optional('declaration', fc.constantFrom(...declarations)),
        optional('record', fc.integer({ min: 1, max: 254 })),
      )
      .map(([a, b, c]) => ({ ...a, ...b, ...c })),
    { maxLength: 3 },
  ),
  keys: fc.array(fc.nat(255), { maxLength: 3 }),
  obstacles: fc.constant([]),
  blockers: fc.constant([]),
});

test('a plan is the same after it has been kept', () => {
  fc.assert(
    fc.property(plan, (made) => {
      expect(decodeProgram(encodeProgram(made))).toEqual(made);
    }),
    { numRuns: 200 },
  );
});

test('any other text gives a typed error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(() => decodeProgram(text)).toThrow(code('plan.unreadable'));
    }),
  );
});

test('a kept plan that was changed somewhere gives a typed error or another plan, never a crash', () => {
  const [sample] = fc.sample(plan, { numRuns: 1, seed: 7 });
  const text = encodeProgram(sample!);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, other) => {
      try {
        decodeProgram(text.slice(0, at) + other + text.slice(at + other.length));
      } catch (thrown) {
        expect(thrown).toEqual(code('plan.unreadable'));
      }
    }),
    { numRuns: 500 },
  );
});

test('deep nesting ends in a typed error', () => {
  const deep = `${'{"kind":"any","of":['.repeat(20_000)}${']}'.repeat(20_000)}`;
  const text = encodeProgram({
    kind: 'wipe',
    iccid: '89',
    atr: new Uint8Array(),
    target: { fids: [] },
    steps: [{ kind: 'activate-file', index: 0, path: { fids: [1] }, name: 'x', needs: { kind: 'always' } }],
    unchanged: [],
    desired: [],
    keys: [],
    obstacles: [],
    blockers: [],
  });
  expect(() => decodeProgram(text.replace('{"kind":"always"}', deep))).toThrow(code('plan.unreadable'));
});
