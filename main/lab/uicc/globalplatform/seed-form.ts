import * as z from 'zod';
import { fromHex } from '../../../base/bytes.ts';
import { keyReference } from '../../../card/access/key-reference.ts';
import type { DomainKeySet, SecurityDomain } from '../os/security-domain.ts';
import { malformedSeed } from '../seed/malformed.ts';
import { eidTag } from './ecasd.ts';

const hex = z.string().regex(/^([0-9A-Fa-f]{2})*$/, 'pairs of hexadecimal digits');

/** The issuer security domain in a seed. Its keys are published test values. */
export const domainSeed = z.strictObject({
  aid: z
    .string()
    .regex(/^([0-9A-Fa-f]{2}){5,16}$/, 'an AID of 5 to 16 bytes')
    .default('a000000151000000'),
  lifeCycle: z.literal(['op-ready', 'initialized', 'secured', 'locked']).default('secured'),
  /** Key diversification data, 10 bytes; default: zeros. */
  diversification: hex.optional(),
  /** The first key set is the default one. */
  keySets: z
    .array(
      z.strictObject({
        kvn: z.number().int().min(1).max(0x7f),
        protocol: z.literal(['scp02', 'scp03']),
        /** Two hexadecimal digits; default: 55 for SCP02, 70 for SCP03. */
        i: z
          .string()
          .regex(/^[0-9A-Fa-f]{2}$/)
          .optional(),
        enc: hex,
        mac: hex,
        dek: hex,
        tries: z.number().int().min(0).max(255).default(10),
        maxTries: z.number().int().min(1).max(255).default(10),
      }),
    )
    .min(1),
  /** Card production life cycle data, 42 bytes. */
  cplc: hex.optional(),
  /** Issuer identification number and card image number. */
  iin: hex.optional(),
  cin: hex.optional(),
  /** The card is an eUICC with this EID, which its ECASD tells. */
  eid: z
    .string()
    .regex(/^\d{32}$/, '32 digits')
    .optional(),
  /** Keys that a command with the C-MAC of an open channel stands for: with `ADM1` the issuer may write without presenting it. */
  authorises: z.array(z.string().regex(/^(PIN1|ADM([1-9]|10))$/, 'PIN1, ADM1 …')).default([]),
});
type DomainSeed = z.infer<typeof domainSeed>;

const lifeCycles = { 'op-ready': 0x01, initialized: 0x07, secured: 0x0f, locked: 0x7f } as const;

/** The issuer security domain as the card's issuer gets it: nothing installed. @throws InputError `seed.malformed` */
export function buildDomain(said: DomainSeed): SecurityDomain {
  const diversification = fromHex(said.diversification ?? '00000000000000000000');
  if (diversification.length !== 10) throw malformedSeed('securityDomain', 'diversification is not 10 bytes');
  const keySets = said.keySets.map((keySet) => buildKeySet(keySet));
  if (new Set(keySets.map(({ version }) => version)).size !== keySets.length)
    throw malformedSeed('securityDomain', 'two key sets have the same version');
  const objects = [
    [0x9f7f, said.cplc],
    [0x42, said.iin],
    [0x45, said.cin],
    [eidTag, said.eid],
  ] as const;
  return {
    aid: fromHex(said.aid),
    lifeCycle: lifeCycles[said.lifeCycle],
    diversification,
    keySets,
    objects: new Map(
      objects.flatMap(([tag, value]) => (value === undefined ? [] : [[tag, fromHex(value)] as const])),
    ),
    registry: [],
    authorises: said.authorises.map(keyReference),
  };
}

function buildKeySet(said: DomainSeed['keySets'][number]): DomainKeySet {
  const { protocol, kvn, i, tries, maxTries } = said;
  const [enc, mac, dek] = [fromHex(said.enc), fromHex(said.mac), fromHex(said.dek)];
  const lengths = protocol === 'scp02' ? [16] : [16, 24, 32];
  if (!lengths.includes(enc.length) || mac.length !== enc.length || dek.length !== enc.length)
    throw malformedSeed('securityDomain', `the keys of version ${kvn} have a wrong length`);
  const usual = protocol === 'scp02' ? 0x55 : 0x70;
  return {
    version: kvn,
    protocol,
    parameters: i === undefined ? usual : Number.parseInt(i, 16),
    enc,
    mac,
    dek,
    sequenceCounter: 0,
    tries,
    maxTries,
  };
}
