import * as z from 'zod';

export const stationDoc = z.strictObject({
  version: z.string(),
  /** How the engine is hosted. */
  host: z.enum(['app', 'station', 'cli']),
  station: z.string(),
  operator: z.string(),
  /** Where the store is. */
  folder: z.string(),
  /** State of the key that protects stored secrets. */
  vault: z.enum(['open', 'locked', 'not-set', 'refused']),
  /** Whether this host lets the user start simulated readers. */
  simulator: z.boolean(),
  /** Receipts that have not been synced. */
  outbox: z.number().int(),
});
export type StationDoc = z.infer<typeof stationDoc>;

/** Something that goes wrong on purpose in a simulated card. */
export const faultInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('power-loss'),
    when: z.enum(['before', 'after']),
    apdu: z.number().int().min(1),
  }),
  z.strictObject({
    kind: z.literal('delay'),
    perApduMs: z.number().min(0).max(60_000),
    perByteMs: z.number().min(0).max(1000),
  }),
  z.strictObject({
    kind: z.literal('status-word'),
    apdu: z.number().int().min(1),
    sw: z.string().regex(/^[0-9A-Fa-f]{4}$/),
  }),
  z.strictObject({ kind: z.literal('removal'), apdu: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type FaultInput = z.infer<typeof faultInput>;

export const seedDoc = z.strictObject({ name: z.string(), title: z.string(), description: z.string() });
export type SeedDoc = z.infer<typeof seedDoc>;
