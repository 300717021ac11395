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
import { Refusal } from '../os/refusal.ts';
import type { DomainKeySet, OpenChannel, SecurityDomain } from '../os/security-domain.ts';
import { status } from '../os/status.ts';
import { keySetOf, requireChannel, requireDomain, withDomain, withKeySet } from './domain.ts';

const usualScp03Option = 0x70;
const defaultTries = 10;

/**
 * PUT KEY of a whole key set (P2 81: three keys), GlobalPlatform Card Specification 2.3.1 11.8 and amendment D 7.2. P1 is the version to
 * replace, 00 to add one. All three keys are written by one commit, or none. Answers the version and the three check values.
 */
export const putKey: CommandHandler = {
  name: 'PUT KEY',
  ins: 0xd8,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1: replaced, p2, data }) => {
    const domain = requireDomain(card);
    const channel = requireChannel(card);
    if (p2 !== 0x81) throw new Refusal(status.wrongP1P2);
    const { version, keys } = readKeySet(data, channel);
    if (replaced !== 0 && keySetOf(domain, replaced) === undefined)
      throw new Refusal(status.referenceNotFound);
    if (version !== replaced && keySetOf(domain, version) !== undefined) throw new Refusal(status.wrongData);
    const keySet = newKeySet(domain, version, replaced, keys);
    card.commit(
      replaced === 0
        ? withDomain(card.image, { keySets: [...domain.keySets, keySet] })
        : withKeySet(card.image, keySet, replaced),
    );
    return { data: concatBytes([version], ...keys.map(({ check }) => check)) };
  },
};

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
  // An AES key comes with its length before it, a 3DES key has always 16 bytes.
  const length = algorithm === 'des' ? 16 : (block[0] ?? 0);
  const encrypted = algorithm === 'des' ? block : block.subarray(1);
  const lengths = algorithm === 'des' ? [16] : [16, 24, 32];
  const cipher = protocol === 'scp02' ? 'des' : 'aes';
  const whole = Math.ceil(length / blockLength[cipher]) * blockLength[cipher];
  if (!lengths.includes(length) || encrypted.length !== whole) throw new Refusal(status.wrongData);
  const value = decryptKey(cipher, dek, encrypted, length);
  if (!equalBytes(keyCheckValue(algorithm, value), check)) throw new Refusal(status.wrongData);
  return { algorithm, value, check };
}
