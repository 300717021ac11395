import * as z from 'zod';
import { maxCounter } from '../../../channel/scp80/counter.ts';
import type { OtaDomain } from './state.ts';

/** The form of an {@link OtaDomain} in the file of a card; `hex` is how that file writes bytes. */
export function otaForm<H extends z.ZodType<Uint8Array, string>>(hex: H) {
  const byte = z.number().int().min(0).max(255);
  return z.strictObject({
    keySets: z.array(
      z.strictObject({
        index: z.number().int().min(1).max(15),
        algorithm: z.literal(['3des-2', '3des-3', 'aes']),
        kic: hex,
        kid: hex,
        kik: hex.optional(),
        counter: z.number().int().min(0).max(maxCounter),
      }),
    ),
    applications: z.array(
      z.strictObject({
        tar: hex,
        manages: z.literal(['files', 'applications']),
        home: z.number().int().min(0),
        sharedFiles: z.boolean(),
        references: z.array(byte),
        minimumSecurityLevel: byte,
      }),
    ),
    buffer: z.number().int().min(1),
    answerBuffer: z.number().int().min(3),
    announces: z.literal([0x61, 0x9f]),
    // Cards that were kept before there was a choice.
    tellsCounter: z.boolean().default(false),
  });
}

/** A copy whose lists may be written, as the encoder of the form wants them. */
export function writableOta({ keySets, applications, ...rest }: OtaDomain) {
  return {
    ...rest,
    keySets: [...keySets],
    applications: applications.map((application) => ({
      ...application,
      references: [...application.references],
    })),
  };
}
