import { fromHex } from '../../../base/bytes.ts';
import type { GpChangeInput } from '../../../contract/globalplatform.ts';
import { isIssuerDomain } from '../../../procedures/globalplatform/find-domain.ts';
import type { KeySet } from '../../custody/types.ts';
import type { KeySource } from '../key-source.ts';
import type { OpenDomain } from '../with-domain.ts';

/** The stored set whose keys the card is about to lose: the one of the channel, or one of the same version in the same domain. */
export function replacedSet(
  sets: readonly KeySet[],
  { use, replaces }: Extract<GpChangeInput, { kind: 'put-key' }>,
  source: KeySource,
  { keyVersion, name }: OpenDomain,
): KeySet | undefined {
  if (replaces === 0) return undefined;
  const stored = source.kind === 'stored' ? source.set : undefined;
  if (use === 'globalplatform' && stored?.kind === use && keyVersion === replaces) return stored;
  return sets.find(
    (set) =>
      set.kind === use &&
      (set.kind === 'ota' ? set.index === replaces : set.version === replaces && nameOfDomain(set) === name),
  );
}

/** AID of the security domain that a set is for, where that is not the issuer's. Of sets for packets it is left open. */
export function nameOfDomain(set: KeySet): string | undefined {
  if (set.kind === 'ota' || set.domain === undefined || isIssuerDomain(fromHex(set.domain))) return undefined;
  return set.domain.toLowerCase();
}
