/** Which hash, whether the session key is mixed into A1, and which version of AKA makes the password. */
export interface AlgorithmTraits {
  readonly hash: 'md5' | 'sha256';
  readonly session: boolean;
  /** 0: a password that is there already. */
  readonly aka: 0 | 1 | 2;
}

/** Algorithms of HTTP Digest by their names on the wire: IETF RFC 7616, RFC 3310 (AKAv1) and RFC 4169 (AKAv2). */
export const digestAlgorithms = {
  MD5: { hash: 'md5', session: false, aka: 0 },
  'MD5-sess': { hash: 'md5', session: true, aka: 0 },
  'SHA-256': { hash: 'sha256', session: false, aka: 0 },
  'SHA-256-sess': { hash: 'sha256', session: true, aka: 0 },
  'AKAv1-MD5': { hash: 'md5', session: false, aka: 1 },
  'AKAv2-MD5': { hash: 'md5', session: false, aka: 2 },
} as const satisfies Record<string, AlgorithmTraits>;

export type DigestAlgorithm = keyof typeof digestAlgorithms;

/** The algorithm a header names, in any case; MD5 where it names none (IETF RFC 7616 3.3); `undefined` for one not known. */
export function algorithmNamed(name: string | undefined): DigestAlgorithm | undefined {
  if (name === undefined) return 'MD5';
  for (const known in digestAlgorithms)
    if (isAlgorithm(known) && known.toLowerCase() === name.toLowerCase()) return known;
  return undefined;
}

function isAlgorithm(name: string): name is DigestAlgorithm {
  return Object.hasOwn(digestAlgorithms, name);
}

/** Quality of protection: `auth-int` takes the body in as well. */
export type Qop = 'auth' | 'auth-int';

/** The known ones in a list of a challenge, in its order. */
export function qopsNamed(list: string): readonly Qop[] {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name === 'auth' || name === 'auth-int');
}
