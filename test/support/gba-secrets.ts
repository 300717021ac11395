import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kcOfKeys } from '../../main/auth/conversion.ts';
import { encodeNafId } from '../../main/auth/gba/naf-id.ts';
import { deriveKsExtNaf, deriveKsIntNaf, deriveKsNaf, ksOfAka } from '../../main/auth/gba/naf-key.ts';
import { modifyRes } from '../../main/auth/gba/res-modification.ts';
import type { AuthenticationVector } from '../../main/auth/vector.ts';
import { toHex } from '../../main/base/bytes.ts';
import type { LabNetwork } from '../../main/lab/network/lab-network.ts';
import { subscriptionsIn } from '../../main/lab/network/lab-subscribers.ts';
import { labNafProtocols } from '../../main/lab/network/naf.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';

export type Secrets = ReadonlyMap<string, Uint8Array>;

/** All that comes of a challenge and must stay where it is: RES and the keys, down to those for the NAF of the lab. */
export function secretsOf(vector: AuthenticationVector, impi: string, { naf }: LabNetwork): Secrets {
  const { rand, xres, ck, ik } = vector;
  const ks = ksOfAka(ck, ik);
  const found = new Map([
    ['RES', xres],
    ['RES of GBA_U', modifyRes(xres)],
    ['CK', ck],
    ['IK', ik],
    ['Kc', kcOfKeys(ck, ik)],
    ['Ks', ks],
  ]);
  for (const [way, uaProtocol] of Object.entries(labNafProtocols)) {
    const inputs = { rand, impi, nafId: encodeNafId({ fqdn: naf.fqdn, uaProtocol }) };
    found.set(`Ks_NAF for ${way}`, deriveKsNaf(ks, inputs));
    found.set(`Ks_ext_NAF for ${way}`, deriveKsExtNaf(ks, inputs));
    found.set(`Ks_int_NAF for ${way}`, deriveKsIntNaf(ks, inputs));
  }
  return found;
}

/** The keys of the subscriber of a seed. */
export function subscriberKeysOf(seed: string): Secrets {
  const [application] = subscriptionsIn(loadSeed(seed).image);
  const key = application!.adf.authentication.key;
  return new Map([['K', key.k], ...(key.algorithm === 'milenage' ? [['OPc', key.opc] as const] : [])]);
}

/** Where to look: texts, and the bytes of files. */
export type Places = ReadonlyMap<string, string | Buffer>;

export function filesIn(folder: string): Places {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path)]),
  );
}

/** Which secret stands where, and in which form; no secret is in what this returns. */
export function findSecrets(secrets: Secrets, places: Places): readonly string[] {
  return [...places].flatMap(([place, content]) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const text = bytes.toString('latin1').toLowerCase();
    return [...secrets].flatMap(([name, secret]) =>
      Object.entries(formsOf(secret)).flatMap(([form, wanted]) => {
        const isThere =
          typeof wanted === 'string' ? text.includes(wanted.toLowerCase()) : bytes.includes(wanted);
        return isThere ? [`${name} as ${form} in ${place}`] : [];
      }),
    );
  });
}

/** Upper and lower case are one. */
function formsOf(secret: Uint8Array): Readonly<Record<string, string | Buffer>> {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return {
    bytes: Buffer.from(secret),
    hex: toHex(secret),
    'hex with spaces': toHex(secret).replaceAll(/(..)(?=.)/g, '$1 '),
    'hex with colons': toHex(secret).replaceAll(/(..)(?=.)/g, '$1:'),
    base64,
    base64url: base64.replaceAll('+', '-').replaceAll('/', '_'),
    'base64 of hex': Buffer.from(toHex(secret)).toString('base64').replace(/=+$/, ''),
    numbers: [...secret].join(','),
    'numbers with spaces': [...secret].join(', '),
  };
}
