import { fromHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { Diversification } from '../../channel/diversification/diversify.ts';
import type { StaticKeys } from '../../channel/secure-messaging.ts';
import type { GpKeysInput } from '../../contract/globalplatform.ts';
import type { SecureProtocol } from '../../procedures/globalplatform/open-secure-channel.ts';
import type { Custody } from '../custody/custody.ts';
import { type KeyedCard, type KeySet, overwrite } from '../custody/types.ts';

/** With which keys a security domain is spoken to. Typed keys live as long as the plan that needs them. */
export type KeySource =
  | { readonly kind: 'stored'; readonly set: KeySet; readonly level?: number | undefined }
  | {
      readonly kind: 'typed';
      readonly keys: StaticKeys;
      readonly protocol?: SecureProtocol | undefined;
      readonly version: number;
      readonly level?: number | undefined;
      readonly diversification: Diversification;
      readonly option?: number | undefined;
    };

/** @throws InputError `keys.no-such-set`, `keys.several-sets`, `gp.keys-malformed`; what stands against the set, `vault.locked` for one */
export function keySourceOf(custody: Custody, card: KeyedCard, input: GpKeysInput): KeySource {
  if (input.kind === 'stored') {
    const set = custody.keySet(input.set, card);
    if (set.problem !== undefined) throw set.problem;
    return { kind: 'stored', set, level: input.level };
  }
  const { protocol, version, level, diversification = 'none', option } = input;
  return {
    kind: 'typed',
    keys: typedKeys(input),
    protocol,
    version,
    level,
    diversification,
    option: option === undefined ? undefined : optionOf(option),
  };
}

/** Overwrites what was typed. */
export function forgetSource(source: KeySource): void {
  if (source.kind === 'typed') overwrite(source.keys);
}

function typedKeys(input: { readonly enc: string; readonly mac: string; readonly dek: string }): StaticKeys {
  const keys = { enc: fromHex(input.enc), mac: fromHex(input.mac), dek: fromHex(input.dek) };
  const lengths = new Set([keys.enc.length, keys.mac.length, keys.dek.length]);
  if (lengths.size === 1 && [16, 24, 32].includes(keys.enc.length)) return keys;
  overwrite(keys);
  throw new InputError(
    'gp.keys-malformed',
    'ENC, MAC and DEK must have 16, 24 or 32 bytes, all three the same.',
    {
      hint: 'Check that no digit was lost.',
      meaning: 'Nothing was sent to the card.',
    },
  );
}

function optionOf(text: string): number {
  const [option, ...rest] = fromHex(text);
  if (option !== undefined && rest.length === 0) return option;
  throw new InputError('gp.option', 'The option “i” has two hexadecimal digits.', {
    hint: 'For example 55 for SCP02 or 70 for SCP03.',
    meaning: 'Nothing was sent to the card.',
  });
}
