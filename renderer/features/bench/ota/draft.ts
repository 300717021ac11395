import type { KeySetDoc } from '../../../../main/contract/keys.ts';
import type { KeyIndicatorDoc, OtaComposeInput, SpiDoc } from '../../../../main/contract/ota.ts';
import { spiOf } from '../../../../main/contract/spi-bytes.ts';
import type { BenchCard } from '../bench-card.tsx';
import { bareHex, isHexOf } from '../secret-field.tsx';

export type ScriptFormat = 'compact' | 'expanded-definite' | 'expanded-indefinite';
export type KeyedAlgorithm = '3des-2' | '3des-3' | 'aes';

/** What is being composed; keys that are typed are not in it. */
export interface Draft {
  readonly card: BenchCard | 'none' | undefined;
  readonly kind: 'commands' | 'plan' | 'hex';
  readonly commands: string;
  readonly bytes: string;
  readonly plan: string | undefined;
  readonly format: ScriptFormat;
  readonly keys: 'stored' | 'typed' | 'none' | undefined;
  readonly set: KeySetDoc | undefined;
  /** What “known implicitly” in KIc and KID means, of typed keys. */
  readonly implicit: KeyedAlgorithm;
  readonly spi: SpiDoc;
  readonly kic: KeyIndicatorDoc;
  readonly kid: KeyIndicatorDoc;
  /** Six digits, or fewer while they are typed. */
  readonly tar: string;
  readonly macLength: 4 | 8;
  /** Digits; of a stored set the station counts. */
  readonly counter: string;
}

/** Keys as they are typed. */
export interface TypedKeys {
  readonly kic: string;
  readonly kid: string;
}

export const noTypedKeys: TypedKeys = { kic: '', kid: '' };

/** As much protection as there is, and an answer that is as well protected. */
const protectedSpi: SpiDoc = {
  check: 'cc',
  ciphering: true,
  counter: 'higher',
  por: 'always',
  porCheck: 'cc',
  porCiphering: true,
  porBySubmit: false,
};

const openSpi: SpiDoc = {
  ...protectedSpi,
  check: 'none',
  ciphering: false,
  counter: 'none',
  porCheck: 'none',
  porCiphering: false,
};

export const emptyDraft: Draft = {
  card: undefined,
  kind: 'commands',
  commands: '',
  bytes: '',
  plan: undefined,
  format: 'compact',
  keys: undefined,
  set: undefined,
  implicit: 'aes',
  spi: protectedSpi,
  kic: { algorithm: 'aes', index: 1 },
  kid: { algorithm: 'aes', index: 1 },
  tar: '',
  macLength: 8,
  counter: '1',
};

/** Another card has other plans and other key sets. */
export function withCard(draft: Draft, card: BenchCard | 'none' | undefined): Draft {
  return {
    ...draft,
    card,
    plan: undefined,
    set: undefined,
    ...(card === 'none' && draft.kind === 'plan' ? { kind: 'commands' as const } : {}),
  };
}

export function withKeys(draft: Draft, keys: 'stored' | 'typed' | 'none'): Draft {
  return { ...draft, keys, set: undefined, spi: keys === 'none' ? openSpi : protectedSpi };
}

/** What a stored set says of itself is taken; its application only where it has but one. */
export function withSet(draft: Draft, set: KeySetDoc): Draft {
  const algorithm = set.algorithm === '3des-2' || set.algorithm === '3des-3' ? set.algorithm : 'aes';
  const indicator = { algorithm, index: set.version } as const;
  const applications = set.ota?.applications ?? [];
  const [only] = applications.length === 1 ? applications : [];
  const { spi } = set.ota ?? {};
  return {
    ...draft,
    set,
    spi: spi === undefined ? protectedSpi : spiOf(spi),
    kic: indicator,
    kid: indicator,
    ...(only === undefined ? {} : { tar: only.tar }),
  };
}

/** The commands of the text, one a line. */
export const commandLines = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [bareHex(line)]));

/** Four bytes of header at least. */
export const isCommand = (line: string): boolean => /^([0-9a-f]{2}){4,}$/i.test(line);

const isBytes = (text: string): boolean => /^([0-9a-f]{2})+$/i.test(bareHex(text));

export const keyLengths = [16, 24, 32];

/** Whether packet or proof of receipt are ciphered, and whether one of them has a checksum with a key. */
export const needsKic = ({ ciphering, porCiphering }: SpiDoc): boolean => ciphering || porCiphering;
export const needsKid = ({ check, porCheck }: SpiDoc): boolean =>
  check === 'cc' || porCheck === 'cc' || check === 'ds' || porCheck === 'ds';

export type Missing =
  | 'card'
  | 'commands'
  | 'badCommand'
  | 'plan'
  | 'bytes'
  | 'keys'
  | 'set'
  | 'needsKeys'
  | 'kic'
  | 'kid'
  | 'tar'
  | 'counter';

/** The first thing that is still to be entered, in the order of the form. */
export function missingOf(draft: Draft, typed: TypedKeys): Missing | undefined {
  if (draft.card === undefined) return 'card';
  return (
    missingKeys(draft, typed) ??
    missingContent(draft) ??
    (/^[0-9a-f]{6}$/i.test(draft.tar) ? undefined : 'tar')
  );
}

function missingKeys(draft: Draft, typed: TypedKeys): Missing | undefined {
  const { spi } = draft;
  switch (draft.keys) {
    case undefined:
      return 'keys';
    case 'stored':
      return draft.set === undefined ? 'set' : undefined;
    case 'none':
      if (needsKic(spi) || needsKid(spi)) return 'needsKeys';
      return missingCounter(draft);
    case 'typed':
      break;
  }
  if (needsKic(spi) && !isHexOf(typed.kic, keyLengths)) return 'kic';
  if (needsKid(spi) && !isHexOf(typed.kid, keyLengths)) return 'kid';
  return missingCounter(draft);
}

function missingContent(draft: Draft): Missing | undefined {
  if (draft.kind === 'plan') return draft.plan === undefined ? 'plan' : undefined;
  if (draft.kind === 'hex') return isBytes(draft.bytes) ? undefined : 'bytes';
  const lines = commandLines(draft.commands);
  if (lines.length === 0) return 'commands';
  return lines.every(isCommand) ? undefined : 'badCommand';
}

const largestCounter = 0xff_ffff_ffff;

function missingCounter({ counter }: Draft): Missing | undefined {
  return /^\d{1,13}$/.test(counter) && Number(counter) <= largestCounter ? undefined : 'counter';
}

/** What the engine is asked; only of a draft with nothing missing. */
export function composeOf(draft: Draft, typed: TypedKeys): OtaComposeInput {
  const { spi, kic, kid, tar, macLength } = draft;
  return {
    keys: keysOf(draft, typed),
    spi,
    kic,
    kid,
    tar,
    ...(kid.algorithm === 'aes' || kid.algorithm === 'implicit' ? { macLength } : {}),
    ...(draft.keys === 'stored' ? {} : { counter: Number(draft.counter) }),
    content: contentOf(draft),
  };
}

function keysOf(draft: Draft, typed: TypedKeys): OtaComposeInput['keys'] {
  if (draft.keys === 'stored' && draft.set !== undefined) return { kind: 'stored', set: draft.set.id };
  if (draft.keys !== 'typed') return { kind: 'none' };
  return {
    kind: 'typed',
    algorithm: draft.implicit,
    ...(typed.kic === '' ? {} : { kic: bareHex(typed.kic) }),
    ...(typed.kid === '' ? {} : { kid: bareHex(typed.kid) }),
  };
}

function contentOf({ kind, plan, bytes, commands, format }: Draft): OtaComposeInput['content'] {
  if (kind === 'hex') return { kind, data: bareHex(bytes) };
  if (kind === 'plan') return { kind, plan: plan ?? '', format };
  return { kind, commands: [...commandLines(commands)], format };
}

/** Whose keys and counters are meant: those of the chosen card, or of the card that the set is of. */
export function iccidOf({ card, set }: Draft): string | undefined {
  if (card !== undefined && card !== 'none') return card.iccid;
  return set?.owner.by === 'iccid' && /^\d+$/.test(set.owner.value) ? set.owner.value : undefined;
}
