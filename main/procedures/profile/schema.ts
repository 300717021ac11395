import * as z from 'zod';

/** What a profile's text may contain, after YAML or JSON has been read. Unknown keys are refused everywhere. */

/** Names of variables: they are column headings of a CSV, too. */
export const variableName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'write lower-case letters, digits, - and _, beginning with a letter')
  .refine((name) => name !== 'iccid', '“iccid” is the column that assigns a CSV row to a card');

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'no control characters');
/** YAML reads 5E10 as a number and 5000 too: a FID must be a quoted text. */
const fidText = z
  .string({ error: 'write the FID in quotes, for example "5F40"' })
  .regex(/^[0-9A-Fa-f]{4}$/, 'write four hexadecimal digits, for example "5F40"');
const aidText = z
  .string({ error: 'write the AID in quotes' })
  .regex(/^([0-9A-Fa-f]{2}){5,16}$/, 'write 5 to 16 bytes in hexadecimal digits');

const variable = z.strictObject({
  name: variableName,
  title: line(80),
  help: line(400).exactOptional(),
  required: z.boolean().default(false),
  list: z.boolean().default(false),
  default: z.union([z.string().max(1000), z.array(z.string().max(1000)).max(254)]).exactOptional(),
  example: line(400).exactOptional(),
  pattern: z.string().min(1).max(300).exactOptional(),
});

const file = z.strictObject({
  name: line(40),
  value: z.json(),
  size: z.int().min(1).max(32_767).exactOptional(),
  recordLength: z.int().min(2).max(255).exactOptional(),
  records: z.int().min(1).max(254).exactOptional(),
});

export const profileSchema = z.strictObject({
  cardwright: z.string(),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'write lower-case letters, digits and hyphens'),
  version: z
    .string({ error: 'write the version in quotes, for example "1.0.0"' })
    .regex(
      /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/,
      'write three numbers, for example "1.0.0"',
    ),
  title: line(120),
  description: z.string().max(4000).default(''),
  target: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('df-1m2m'),
      host: z.enum(['usim', 'isim', 'any']).default('any'),
      fid: fidText.exactOptional(),
    }),
    z.strictObject({ kind: z.literal('adf-1m2msm'), aid: aidText.exactOptional() }),
  ]),
  create: z.boolean().default(false),
  updateKey: z
    .string()
    .regex(/^ADM([1-9]|10)$/, 'write ADM1 to ADM10')
    .default('ADM1'),
  variables: z.array(variable).max(100).default([]),
  files: z.array(file).min(1).max(40),
});

export type ProfileText = z.output<typeof profileSchema>;
