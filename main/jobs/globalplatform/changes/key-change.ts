import { randomBytes } from 'node:crypto';
import { fromHex, hex8, toHex } from '../../../base/bytes.ts';
import { type CardwrightError, StoreError } from '../../../base/error.ts';
import { type KeyAlgorithm, keyCheckValue } from '../../../channel/key-data.ts';
import type { GpChangeInput } from '../../../contract/globalplatform.ts';
import type { KeyInformation } from '../../../procedures/globalplatform/card-data.ts';
import { toldOption } from '../../../procedures/globalplatform/told-option.ts';
import type { KeySetOnItsWay } from '../../../store/card-changes.ts';
import { simulatedOwner } from '../../custody/custody.ts';
import { keyLengths } from '../../custody/from-stored.ts';
import { securityDomainName } from '../../custody/security-domains.ts';
import type { KeyedCard } from '../../custody/types.ts';
import type { ContentDeps } from '../deps.ts';
import type { KeySource } from '../key-source.ts';
import type { OpenDomain } from '../with-domain.ts';
import type { ShownChange } from './draft.ts';
import {
  nameTaken,
  noSuchVersion,
  planStale,
  unresolvedChange,
  versionTaken,
  wrongKeySet,
} from './errors.ts';
import { nameOfDomain, replacedSet } from './replaced-set.ts';

type PutKeyInput = Extract<GpChangeInput, { kind: 'put-key' }>;
type NewKeys = readonly [Uint8Array, Uint8Array, Uint8Array];

/** New keys for a card, with all that PUT KEY and the station's custody need to know of them. */
export interface KeyChangeDraft extends ShownChange {
  readonly input: PutKeyInput;
  readonly algorithm: KeyAlgorithm;
  /** In the order ENC, MAC, DEK or KIc, KID, KIK; overwritten when the plan is gone. */
  readonly keys: NewKeys;
  readonly keySet: KeySetOnItsWay;
}

const keyNamesOf = { globalplatform: ['enc', 'mac', 'dek'], ota: ['kic', 'kid', 'kik'] } as const;

/**
 * What PUT KEY would change on this card. Random keys are made here, so that their check values can be shown.
 * @throws InputError `gp.key-set`, `hex.malformed`
 */
export function draftKeyChange(
  deps: ContentDeps,
  card: KeyedCard,
  input: PutKeyInput,
  source: KeySource,
  open: OpenDomain,
): KeyChangeDraft {
  const { replaces, version } = input;
  const algorithm = input.algorithm.startsWith('aes') ? 'aes' : 'des';
  checkUse(input);
  const keys = newKeys(input);
  const checkValues = keys.map((key) => toHex(keyCheckValue(algorithm, key)));
  const keySet = onItsWay(deps, card, input, source, open, checkValues);
  const versions = new Set((open.data.keys ?? []).map((key) => key.version));
  const known = open.data.keys !== undefined;
  return {
    input,
    algorithm,
    keys,
    keySet,
    title:
      replaces === 0 ? `Add the key set ${keySet.name}` : `Replace the key set ${replaces} by ${keySet.name}`,
    changes: [
      {
        what: keySet.name,
        before: replaces === 0 ? 'not on the card' : described(open.data.keys, replaces),
        after: `${input.algorithm.toUpperCase()}, check values ${checkValues.join(' ').toUpperCase()}`,
      },
    ],
    cautions: cautionsFor(input, open),
    blockers: [
      ...(known && replaces !== 0 && !versions.has(replaces) ? [noSuchVersion(replaces)] : []),
      ...(version !== replaces && versions.has(version) ? [versionTaken(version)] : []),
      ...(isNameTaken(deps, keySet) ? [nameTaken(keySet.name)] : []),
      ...(vaultProblem(deps) ?? []),
    ],
  };
}

function checkUse({ use, version, replaces, algorithm }: PutKeyInput): void {
  if (use === 'ota' && (version > 15 || replaces > 15))
    throw wrongKeySet('an OTA key set has a version up to 15');
  if (use === 'globalplatform' && algorithm === '3des-3')
    throw wrongKeySet('SCP02 knows 3DES keys of two parts only');
}

function newKeys({ keys, algorithm }: PutKeyInput): NewKeys {
  const length = keyLengths[algorithm];
  if (keys === undefined) {
    const make = (): Uint8Array => new Uint8Array(randomBytes(length));
    return [make(), make(), make()];
  }
  const [first, second, third] = keys.map((text) => fromHex(text));
  const given = [first, second, third].filter((key) => key !== undefined);
  if (
    first === undefined ||
    second === undefined ||
    third === undefined ||
    given.some((key) => key.length !== length)
  ) {
    for (const key of given) key.fill(0);
    throw wrongKeySet(`each key must have ${length} bytes`);
  }
  return [first, second, third];
}

function onItsWay(
  { store, custody }: ContentDeps,
  card: KeyedCard,
  input: PutKeyInput,
  source: KeySource,
  open: OpenDomain,
  checkValues: readonly string[],
): KeySetOnItsWay {
  const { use, version, replaces, algorithm } = input;
  const names = keyNamesOf[use];
  const protocol = algorithm.startsWith('aes') ? 'scp03' : 'scp02';
  const domain = open.name;
  // Only the secure channels of other domains have a name with the domain in it.
  const suffix = use === 'ota' || domain === undefined ? '' : ` ${securityDomainName(domain)}`;
  const replaced = replacedSet(custody.keySets(card), input, source, open);
  const old = replaced === undefined ? undefined : store.keySets.get(replaced.id);
  // Keys that several domains have in common stay for the others.
  const stored = replaced !== undefined && nameOfDomain(replaced) === domain ? old : undefined;
  const own = card.simulated ? simulatedOwner(card.iccid) : ({ by: 'iccid', value: card.iccid } as const);
  const retires =
    stored !== undefined &&
    stored.owner.by !== 'iin' &&
    (!card.simulated || (stored.owner.by === 'iccid' && stored.owner.value === own.value));
  const option = optionOf(stored?.document, protocol, source, open);
  const { counter: _used, ...ota } = stored?.document.ota ?? { applications: [] };
  return {
    owner: own,
    kind: use,
    name: use === 'ota' ? `OTA ${version}` : `${protocol.toUpperCase()} ${version}${suffix}`,
    version,
    replaces,
    ...(old === undefined ? {} : { replacedSet: old.id }),
    retires,
    document: {
      algorithm,
      ...(use === 'ota' ? {} : { protocol }),
      ...(use === 'ota' || option === undefined ? {} : { option }),
      diversification: 'none',
      authorises: stored?.document.authorises ?? [],
      keys: [...names],
      checkValues: Object.fromEntries(names.map((name, at) => [name, checkValues[at] ?? ''])),
      ...(use === 'ota' || domain === undefined ? {} : { domain }),
      ...(use === 'ota' ? { ota } : {}),
    },
  };
}

/** “i” of the new set: that of the one it replaces, that with which the channel was opened, or what the card tells; of the same protocol. */
function optionOf(
  replaced: KeySetOnItsWay['document'] | undefined,
  protocol: 'scp02' | 'scp03',
  source: KeySource,
  { data, channel }: OpenDomain,
): string | undefined {
  if (replaced?.protocol === protocol && replaced.option !== undefined) return replaced.option;
  const typed = source.kind === 'typed' && channel.protocol === protocol ? source.option : undefined;
  const option = typed ?? toldOption(data.recognition, protocol);
  return option === undefined ? undefined : hex8(option).toLowerCase();
}

/** What has come to pass since the plan and stands against putting its keys. */
export function keyChangeProblem(
  deps: ContentDeps,
  { iccid, simulated }: KeyedCard,
  { keySet }: KeyChangeDraft,
): CardwrightError | undefined {
  const { store } = deps;
  const open = store.cardChanges.unknown(iccid, simulated).find(({ document }) => document.keySet);
  if (open !== undefined) return unresolvedChange(open.document.title);
  const isGone = keySet.replacedSet !== undefined && store.keySets.get(keySet.replacedSet) === undefined;
  if (isGone) return planStale();
  return isNameTaken(deps, keySet) ? nameTaken(keySet.name) : undefined;
}

function isNameTaken({ store }: ContentDeps, { owner, name, replacedSet, retires }: KeySetOnItsWay): boolean {
  const known = store.keySets.find(owner, name);
  return known !== undefined && !(retires && known.id === replacedSet);
}

function vaultProblem({ vault }: ContentDeps): readonly CardwrightError[] | undefined {
  try {
    vault.requireOpen();
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return [error];
    throw error;
  }
}

function described(keys: readonly KeyInformation[] | undefined, version: number): string {
  const first = keys?.find((key) => key.version === version);
  if (first === undefined) return 'not told by the card';
  return `${keyTypeName(first.type)}, ${first.length} bytes`;
}

/** Type of a key, table 11-16. */
export function keyTypeName(type: number): string {
  if (type === 0x88) return 'AES';
  if (type >= 0x80 && type <= 0x84) return '3DES';
  return type === 0x85 ? 'TLS-PSK' : hex8(type);
}

function cautionsFor(
  { use, version, replaces, algorithm }: PutKeyInput,
  { keyVersion, data }: OpenDomain,
): string[] {
  const versions = new Set(data.keys?.filter((key) => key.version > 15).map((key) => key.version));
  const wasAes = data.keys?.some((key) => key.version === replaces && key.type === 0x88) === true;
  return [
    ...(replaces === 0
      ? []
      : ['The old keys are of no use afterwards; the new ones are in the vault of this station.']),
    ...(use === 'globalplatform' && replaces !== 0 && replaces === keyVersion && versions.size <= 1
      ? ['This is the only key set of the card: without the new keys nobody can manage it any more.']
      : []),
    ...(use === 'globalplatform' && version <= 15
      ? ['Versions 1 to 15 are for packets: few cards open secure channels with them.']
      : []),
    ...(use === 'globalplatform' && wasAes && algorithm.startsWith('3des')
      ? ['From AES (SCP03) to 3DES (SCP02): the new channel is weaker.']
      : []),
  ];
}
