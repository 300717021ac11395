import * as z from 'zod';

/** What a call takes and gives. */
export interface CallShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Takes its time: has progress and a cancel. */
  readonly long?: boolean;
  /** Goes into the audit log. */
  readonly audited?: boolean;
}

export const call = <const C extends CallShape>(shape: C): C => shape;

export const none = z.strictObject({});
export const onReader = z.strictObject({ reader: z.string() });
