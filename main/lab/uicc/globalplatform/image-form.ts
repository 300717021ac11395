import * as z from 'zod';
import type { SecurityDomain } from '../os/security-domain.ts';

const byte = z.number().int().min(0).max(255);
const count = z.number().int().min(0);

/** The issuer security domain in the JSON form of a card image. @param hex how bytes are written */
export function domainForm<Hex extends z.ZodType<Uint8Array>>(hex: Hex) {
  return z.strictObject({
    aid: hex,
    lifeCycle: byte,
    diversification: hex,
    keySets: z.array(
      z.strictObject({
        version: byte,
        protocol: z.literal(['scp02', 'scp03']),
        parameters: byte,
        enc: hex,
        mac: hex,
        dek: hex,
        sequenceCounter: count,
        tries: count,
        maxTries: count,
      }),
    ),
    objects: z.array(z.tuple([count, hex])),
    registry: z.array(
      z.strictObject({
        kind: z.literal(['package', 'application']),
        aid: hex,
        lifeCycle: byte,
        privileges: hex,
        modules: z.array(hex),
        package: hex.optional(),
      }),
    ),
    authorises: z.array(byte),
  });
}

/** In the form that {@link domainForm} encodes. */
export function writableDomain({ keySets, objects, registry, authorises, ...rest }: SecurityDomain) {
  return {
    ...rest,
    keySets: [...keySets],
    objects: [...objects],
    registry: registry.map((entry) => ({ ...entry, modules: [...entry.modules] })),
    authorises: [...authorises],
  };
}

/** The inverse of {@link writableDomain}. */
export function readDomain({
  objects,
  registry,
  ...rest
}: z.output<ReturnType<typeof domainForm>>): SecurityDomain {
  return {
    ...rest,
    objects: new Map(objects),
    registry: registry.map(({ package: home, ...entry }) => ({
      ...entry,
      ...(home === undefined ? {} : { package: home }),
    })),
  };
}
