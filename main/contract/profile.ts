import * as z from 'zod';

export const variableDoc = z.strictObject({
  name: z.string(),
  title: z.string(),
  help: z.string().optional(),
  required: z.boolean(),
  /** A list takes one value a line or separated by spaces. */
  list: z.boolean(),
  default: z.union([z.string(), z.array(z.string())]).optional(),
  example: z.string().optional(),
});
export type VariableDoc = z.infer<typeof variableDoc>;

export const profileDoc = z.strictObject({
  /** `name@version`. */
  id: z.string(),
  name: z.string(),
  version: z.string(),
  title: z.string(),
  description: z.string(),
  target: z.enum(['df-1m2m', 'adf-1m2msm']),
  createsFiles: z.boolean(),
  variables: z.array(variableDoc),
  /** Comes with Cardwright; cannot be deleted. */
  shipped: z.boolean(),
  /** SHA-256 of the source, lower-case hexadecimal. */
  digest: z.string(),
  /** The YAML or JSON text. */
  source: z.string(),
});
export type ProfileDoc = z.infer<typeof profileDoc>;

/** Values of the variables: a work order or a row of a CSV. */
export const valuesDoc = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type ValuesDoc = z.infer<typeof valuesDoc>;

export const valueProblemDoc = z.strictObject({
  /** Name of the variable; absent for the row as a whole. */
  variable: z.string().optional(),
  what: z.string(),
  hint: z.string(),
});
export type ValueProblemDoc = z.infer<typeof valueProblemDoc>;

export const csvRowDoc = z.strictObject({
  /** Line in the file, the header is 1. */
  line: z.number().int(),
  /** The column `iccid`, when there is one: the row belongs to that card. */
  iccid: z.string().optional(),
  values: valuesDoc,
  problems: z.array(valueProblemDoc),
});
export type CsvRowDoc = z.infer<typeof csvRowDoc>;
