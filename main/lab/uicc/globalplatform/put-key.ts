import { concatBytes, equalBytes } from '../../../base/bytes.ts';
import {
  blockLength,
  decryptKey,
  type KeyAlgorithm,
  keyCheckValue,
  keyType,
} from '../../../channel/key-data.ts';
import { usualScp02Option } from '../../../channel/scp02/options.ts';
import type { CommandHandler } from '../os/command.ts';
import type { CardImage } from '../os/image.ts';
import { Refusal } from '../os/refusal.ts';
import type { DomainKeySet, OpenChannel, SecurityDomain } from '../os/security-domain.ts';
import { status } from '../os/status.ts';
import type { OtaDomain } from '../ota/state.ts';
import { requireChannel, withDomain, withKeySet } from './domain.ts';

const usualScp03Option = 0x70;
const defaultTries = 10;
const highestOtaVersion = 0x0f;

/**
 * PUT KEY of a whole key set (P2 81: three keys), GlobalPlatform Card Specification 2.3.1 11.8 and amendment D 7.2. P1 is the version to
 * replace, 00 to add one. All three keys are written by one commit, or none. Answers the version and the three check values.
 *
 * On a card with remote management the versions 01 to 0F are its key sets for packets: KIc, KID and KIK, ETSI TS 102 225 annex A.
 */
export const putKey: CommandHandler = {
  name: 'PUT KEY',
  ins: 0xd8,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1: replaced, p2, data }) => {
    const channel = requireChannel(card);
    if (p2 !== 0x81) throw new Refusal(status.wrongP1P2);
    const { version, keys } = readKeySet(data, channel);
    const { ota } = card.image;
    const forPackets = ota !== undefined && version <= highestOtaVersion;
    card.commit(
      forPackets
        ? { ...card.image, ota: withOtaKeys(ota, version, replaced, keys) }
        : withDomainKeys(card.image, version, replaced, keys),
    );
    return { data: concatBytes([version], ...keys.map(({ check }) => check)) };
  },
};

/** @throws Refusal 6A88 for a version to replace that is not there, 6A80 for one that is taken */
function checkVersions(known: readonly number[], version: number, replaced: number): void {
  if (replaced !== 0 && !known.includes(replaced)) throw new Refusal(status.referenceNotFound);
  if (version !== replaced && known.includes(version)) throw new Refusal(status.wrongData);
}

function withDomainKeys(
  image: CardImage,
  version: number,
  replaced: number,
  keys: readonly ReceivedKey[],
): CardImage {
  const domain = image.securityDomain;
  if (domain === undefined) throw new Refusal(status.wrongInstruction);
  const { keySets } = domain;
  checkVersions(
    keySets.map((keySet) => keySet.version),
    version,
    replaced,
  );
  const keySet = newKeySet(domain, version, replaced, keys);
  return replaced === 0
    ? withDomain(image, { keySets: [...keySets, keySet] })
    : withKeySet(image, keySet, replaced);
}

/** The counter of new keys begins at zero. */
function withOtaKeys(
  ota: OtaDomain,
  version: number,
  replaced: number,
  [kic, kid, kik]: readonly ReceivedKey[],
): OtaDomain {
  const { keySets } = ota;
  checkVersions(
    keySets.map(({ index }) => index),
    version,
    replaced,
  );
  if (kic === undefined || kid === undefined || kik === undefined) throw new Refusal(status.wrongData);
  if ([kid, kik].some((key) => key.algorithm !== kic.algorithm)) throw new Refusal(status.wrongData);
  const lengths = [kic, kid, kik].map(({ value }) => value.length);
  if (kic.algorithm === 'des' && new Set(lengths).size > 1) throw new Refusal(status.wrongData);
  const algorithm = kic.algorithm === 'aes' ? 'aes' : kic.value.length === 24 ? '3des-3' : '3des-2';
  const keySet = {
    index: version,
    algorithm,
    kic: kic.value,
    kid: kid.value,
    kik: kik.value,
    counter: 0,
  } as const;
  return {
    ...ota,
    keySets:
      replaced === 0 ? [...keySets, keySet] : keySets.map((old) => (old.index === replaced ? keySet : old)),
  };
}

interface ReceivedKey {
  readonly algorithm: KeyAlgorithm;
  readonly value: Uint8Array;
  readonly check: Uint8Array;
}

function newKeySet(
  { keySets }: SecurityDomain,
  version: number,
  replaced: number,
  keys: readonly ReceivedKey[],
): DomainKeySet {
  const [enc, mac, dek] = keys;
  if (enc === undefined || mac === undefined || dek === undefined) throw new Refusal(status.wrongData);
  if (keys.some(({ algorithm, value }) => algorithm !== enc.algorithm || value.length !== enc.value.length))
    throw new Refusal(status.wrongData);
  if (enc.algorithm === 'des' && enc.value.length !== 16) throw new Refusal(status.wrongData);
  const protocol = enc.algorithm === 'des' ? 'scp02' : 'scp03';
  const like =
    keySets.find((old) => old.version === replaced && old.protocol === protocol) ??
    keySets.find((old) => old.protocol === protocol);
  return {
    version,
    protocol,
    parameters: like?.parameters ?? (protocol === 'scp02' ? usualScp02Option : usualScp03Option),
    enc: enc.value,
    mac: mac.value,
    dek: dek.value,
    sequenceCounter: 0,
    tries: like?.maxTries ?? defaultTries,
    maxTries: like?.maxTries ?? defaultTries,
  };
}

/** @throws Refusal 6A80 for any other form, a wrong check value or a wrong length */
function readKeySet(
  data: Uint8Array,
  channel: OpenChannel,
): { readonly version: number; readonly keys: readonly ReceivedKey[] } {
  const [version = 0] = data;
  if (version < 1 || version > 0x7f) throw new Refusal(status.wrongData);
  const keys: ReceivedKey[] = [];
  let at = 1;
  while (at < data.length && keys.length < 3) {
    const length = data[at + 1] ?? 0;
    const block = data.subarray(at + 2, at + 2 + length);
    const checkAt = at + 2 + length;
    const check = data.slice(checkAt + 1, checkAt + 4);
    if (block.length !== length || data[checkAt] !== 3 || check.length !== 3)
      throw new Refusal(status.wrongData);
    keys.push(readKey(data[at] ?? 0, block, check, channel));
    at = checkAt + 4;
  }
  if (at !== data.length || keys.length !== 3) throw new Refusal(status.wrongData);
  return { version, keys };
}

function readKey(
  type: number,
  block: Uint8Array,
  check: Uint8Array,
  { protocol, dek }: OpenChannel,
): ReceivedKey {
  const algorithm = type === keyType.des ? 'des' : type === keyType.aes ? 'aes' : undefined;
  if (algorithm === undefined) throw new Refusal(status.wrongData);
  const cipher = protocol === 'scp02' ? 'des' : 'aes';
  const wholeBlocks = (length: number): number =>
    Math.ceil(length / blockLength[cipher]) * blockLength[cipher];
  // An AES key comes with its length before it, and so does one that had to be padded.
  const hasLength = algorithm === 'aes' || block.length % blockLength[cipher] === 1;
  const length = hasLength ? (block[0] ?? 0) : block.length;
  const encrypted = hasLength ? block.subarray(1) : block;
  const lengths = algorithm === 'des' ? [16, 24] : [16, 24, 32];
  if (!lengths.includes(length) || encrypted.length !== wholeBlocks(length))
    throw new Refusal(status.wrongData);
  const value = decryptKey(cipher, dek, encrypted, length);
  if (!equalBytes(keyCheckValue(algorithm, value), check)) throw new Refusal(status.wrongData);
  return { algorithm, value, check };
}
