import * as z from 'zod';
import { fromHex, toHex } from '../../../base/bytes.ts';
import { keyReference } from '../../../card/access/key-reference.ts';
import { maxCounter } from '../../../channel/scp80/counter.ts';
import type { KeyedAlgorithm } from '../../../channel/scp80/kic-kid.ts';
import { type CardFile, masterFileHandle } from '../os/image.ts';
import { malformedSeed } from '../seed/malformed.ts';
import type { OtaDomain } from './state.ts';

const hex = z.string().regex(/^([0-9A-Fa-f]{2})+$/, 'pairs of hexadecimal digits');

/** The block `ota` of a seed: key sets and the applications that packets reach. All keys are published test values. */
export const otaSeed = z.strictObject({
  /** Bytes of the longest command packet that the card holds. */
  buffer: z.number().int().min(16).max(65535).default(1024),
  /** Bytes of response data in one response packet. */
  answerBuffer: z.number().int().min(3).max(32767).default(128),
  announces: z.literal(['61', '9F']).default('61'),
  /** “Counter low” tells the card’s own counter. */
  tellsCounter: z.boolean().default(false),
  keySets: z
    .array(
      z.strictObject({
        index: z.number().int().min(1).max(15),
        algorithm: z.literal(['3des-2', '3des-3', 'aes']),
        kic: hex,
        kid: hex,
        kik: hex.optional(),
        counter: z.number().int().min(0).max(maxCounter).default(0),
      }),
    )
    .min(1),
  applications: z.array(
    z.strictObject({
      tar: z.string().regex(/^[0-9A-Fa-f]{6}$/, 'six hexadecimal digits'),
      manages: z.literal(['files', 'applications']).default('files'),
      /** AID of the ADF whose files it manages; without it those below the MF. */
      aid: hex.optional(),
      sharedFiles: z.boolean().default(false),
      /** Access domain: names of PINs and ADMs. */
      keys: z.array(z.string()).default([]),
      /** First byte of SPI. */
      minimumSecurityLevel: z.string().regex(/^[01][0-9A-Fa-f]$/, 'two hexadecimal digits up to 1F'),
    }),
  ),
});
export type OtaSeed = z.infer<typeof otaSeed>;

const keyLengths: Readonly<Record<KeyedAlgorithm, readonly number[]>> = {
  '3des-2': [16],
  '3des-3': [24],
  aes: [16, 24, 32],
};

/** @throws InputError `seed.malformed`, `key.unknown` */
export function buildOta(said: OtaSeed, files: readonly CardFile[]): OtaDomain {
  requireDistinct(
    'ota.keySets',
    said.keySets.map(({ index }) => String(index)),
  );
  requireDistinct(
    'ota.applications',
    said.applications.map(({ tar }) => tar.toLowerCase()),
  );
  return {
    buffer: said.buffer,
    answerBuffer: said.answerBuffer,
    announces: said.announces === '9F' ? 0x9f : 0x61,
    tellsCounter: said.tellsCounter,
    keySets: said.keySets.map((set) => {
      const [kic, kid] = [fromHex(set.kic), fromHex(set.kid)];
      const kik = set.kik === undefined ? undefined : fromHex(set.kik);
      const lengths = keyLengths[set.algorithm];
      if ([kic, kid, kik].some((key) => key !== undefined && !lengths.includes(key.length)))
        throw malformedSeed(`key set ${set.index}`, `its keys need ${lengths.join(', ')} bytes`);
      const { index, algorithm, counter } = set;
      return { index, algorithm, kic, kid, counter, ...(kik === undefined ? {} : { kik }) };
    }),
    applications: said.applications.map(({ tar, manages, aid, sharedFiles, keys, minimumSecurityLevel }) => ({
      tar: fromHex(tar),
      manages,
      home: homeOf(files, tar, aid),
      sharedFiles,
      references: keys.map(keyReference),
      minimumSecurityLevel: Number.parseInt(minimumSecurityLevel, 16),
    })),
  };
}

function homeOf(files: readonly CardFile[], tar: string, aid: string | undefined): number {
  if (aid === undefined) return masterFileHandle;
  const adf = files.find(({ header }) => header.aid !== undefined && toHex(header.aid) === aid.toLowerCase());
  if (adf === undefined) throw malformedSeed(`TAR ${tar}`, `there is no application ${aid}`);
  return adf.id;
}

function requireDistinct(where: string, names: readonly string[]): void {
  if (new Set(names).size < names.length) throw malformedSeed(where, 'one of them is there twice');
}
