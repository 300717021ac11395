import * as z from 'zod';
import { hexText } from '../contract/card.ts';

const uint = z.int().nonnegative();
const path = z.string();
/** Home and name of a declared file, as the table of files knows them. */
const declaration = z.strictObject({ home: z.enum(['MF', 'USIM', 'ISIM', '1M2M']), name: z.string() });

const leaf = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['always', 'never']) }),
  z.strictObject({ kind: z.literal('key'), reference: uint }),
  z.strictObject({ kind: z.enum(['secure-messaging', 'external-authentication', 'unknown']), raw: hexText }),
]);
export type ConditionText =
  | z.infer<typeof leaf>
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionText[] };
const condition: z.ZodType<ConditionText> = z.lazy(() =>
  z.union([leaf, z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(condition) })]),
);

const common = {
  index: uint,
  path,
  declaration: declaration.optional(),
  name: z.string(),
  needs: condition,
  caution: z.string().optional(),
};
const contents = { sfi: uint.optional(), before: hexText.optional(), after: hexText };
const file = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('df') }),
  z.strictObject({
    type: z.literal('ef'),
    structure: z.enum(['transparent', 'linear-fixed', 'cyclic', 'ber-tlv']),
    size: uint,
    recordLength: uint.optional(),
    sfi: uint.optional(),
  }),
]);

export const stepText = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('update-binary'), ...contents }),
  z.strictObject({ ...common, kind: z.literal('update-record'), record: z.int().positive(), ...contents }),
  z.strictObject({ ...common, kind: z.literal('create-file'), file, fcp: hexText }),
  z.strictObject({ ...common, kind: z.literal('resize-file'), from: uint, to: uint }),
  z.strictObject({ ...common, kind: z.literal('activate-file') }),
]);
export type StepText = z.infer<typeof stepText>;

export const desiredText = z.strictObject({
  path,
  name: z.string(),
  declaration: declaration.optional(),
  record: z.int().positive().optional(),
  content: hexText,
});
export type DesiredText = z.infer<typeof desiredText>;

/** A plan as the store keeps it: everything that is needed to apply and verify it in another process. */
export const programText = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['provision', 'wipe']),
  iccid: z.string(),
  atr: hexText,
  target: path,
  steps: z.array(stepText),
  unchanged: z.array(z.strictObject({ path, name: z.string() })),
  desired: z.array(desiredText),
  keys: z.array(uint),
});
export type ProgramText = z.infer<typeof programText>;
