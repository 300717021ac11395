import { ecasd, isdR } from '../security-domains.ts';
import type { Headings } from './field-error.ts';

/** What a column of a CSV of keys holds. */
export type Column =
  | { readonly to: 'owner'; readonly by: 'iccid' | 'eid' | 'iin' }
  | { readonly to: 'card-key'; readonly name: string }
  /** A field of a key set. Columns with one `set` make one set; `base` is what the heading says of it. */
  | {
      readonly to: 'set';
      readonly set: string;
      readonly base: Readonly<Record<string, string | number>>;
      readonly field: SetField;
      /** The field is the check value of this key. */
      readonly checkValue: boolean;
      /** Columns that would say what the length of the keys leaves open, by field. */
      readonly ways: Headings;
    }
  | { readonly to: 'aside' }
  /** Without a heading: nothing may stand below. Spreadsheets write such columns at the end. */
  | { readonly to: 'blank' };

export const keyFields = ['kic', 'kid', 'kik', 'enc', 'mac', 'dek'] as const;
export type KeyFieldName = (typeof keyFields)[number];
export type SetField =
  | KeyFieldName
  | 'algorithm'
  | 'counter'
  | 'spi'
  | 'buffer'
  | 'macLength'
  | 'applications'
  | 'protocol'
  | 'option'
  | 'diversification'
  | 'authorises'
  | 'domain';

/** A heading may be `constructor`, which every object has. */
function namesOf<T>(names: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(names));
}

const otaFields: ReadonlyMap<string, SetField> = namesOf({
  algorithm: 'algorithm',
  counter: 'counter',
  spi: 'spi',
  buffer: 'buffer',
  mac_length: 'macLength',
  tars: 'applications',
  authorises: 'authorises',
});
const globalPlatformFields: ReadonlyMap<string, SetField> = namesOf({
  enc: 'enc',
  mac: 'mac',
  dek: 'dek',
  protocol: 'protocol',
  i: 'option',
  diversification: 'diversification',
  authorises: 'authorises',
  domain: 'domain',
});
/** Columns of card makers’ files that hold no keys for administration. Ki and OPc belong to the network, not to a bench. */
const aside: ReadonlySet<string> = new Set([
  'acc',
  'card_type_id',
  'comment',
  'formfactor_id',
  'imsi',
  'ki',
  'msisdn',
  'op',
  'opc',
]);
/** Security domains as pySim’s files call them. */
const domains: ReadonlyMap<string, string> = namesOf({ isdr: isdR, ecasd });
const clientKeys: ReadonlyMap<string, KeyFieldName> = namesOf({ kic: 'enc', kid: 'mac', kik: 'dek' });

/**
 * What a heading says; capitals do not matter. `undefined` for one that Cardwright does not know.
 *
 * Key versions (`gp48_enc`) are decimal, hexadecimal with 0x (`gp0x30_enc`). As pySim writes them: `scp03_enc_1`, `scp03_enc_isdr`,
 * `uicc_scp02_kic1` (ENC; kid is MAC, kik DEK); they name no key version, so the card’s default is meant.
 */
export function columnOf(heading: string): Column | undefined {
  const name = heading.trim().toLowerCase();
  if (name === '') return { to: 'blank' };
  if (name === 'iccid' || name === 'eid' || name === 'iin') return { to: 'owner', by: name };
  if (/^(adm([1-9]|10)|pin[12]|puk[12])$/.test(name)) return { to: 'card-key', name: name.toUpperCase() };
  if (aside.has(name)) return { to: 'aside' };
  const checkValue = name.endsWith('_kcv');
  const rest = checkValue ? name.slice(0, -'_kcv'.length) : name;
  const field = otaColumn(rest) ?? globalPlatformColumn(rest) ?? pySimColumn(rest);
  if (field === undefined || (checkValue && !isKeyField(field.field))) return undefined;
  return { to: 'set', checkValue, ...field };
}

export function isKeyField(field: string): field is KeyFieldName {
  return keyFields.some((name) => name === field);
}

type SetColumn = Omit<Extract<Column, { to: 'set' }>, 'to' | 'checkValue'>;

function otaColumn(name: string): SetColumn | undefined {
  const [, key, keyIndex] = /^(kic|kid|kik)([1-9]\d?)$/.exec(name) ?? [];
  const [, setIndex, property = ''] = /^ota([1-9]\d?)_([a-z_]+)$/.exec(name) ?? [];
  const field = key !== undefined && isKeyField(key) ? key : otaFields.get(property);
  const index = Number(keyIndex ?? setIndex);
  if (field === undefined || !(index <= 15)) return undefined;
  return {
    set: `ota ${index}`,
    base: { kind: 'ota', index },
    field,
    ways: new Map([['algorithm', `ota${index}_algorithm`]]),
  };
}

function globalPlatformColumn(name: string): SetColumn | undefined {
  const [, version = '', property = ''] = /^gp(\d{1,3}|0x[0-9a-f]{1,2})_([a-z]+)$/.exec(name) ?? [];
  const field = globalPlatformFields.get(property);
  const number = Number(version);
  if (field === undefined || number > 0x7f) return undefined;
  const ways = new Map(['protocol', 'diversification'].map((way) => [way, `gp${version}_${way}`]));
  return { set: `gp ${number}`, base: { kind: 'globalplatform', version: number }, field, ways };
}

function pySimColumn(name: string): SetColumn | undefined {
  const [, byName, property = '', suffix = ''] = /^(scp0[23])_(enc|mac|dek)_([a-z0-9]+)$/.exec(name) ?? [];
  const [, byClient, client = '', number = ''] = /^uicc_(scp0[23])_(kic|kid|kik)(\d{1,2})$/.exec(name) ?? [];
  const protocol = byName ?? byClient;
  const field = byName === undefined ? clientKeys.get(client) : globalPlatformFields.get(property);
  const domain = domains.get(suffix);
  if (
    protocol === undefined ||
    field === undefined ||
    (suffix !== '' && domain === undefined && !/^\d+$/.test(suffix))
  )
    return undefined;
  return {
    set: `pysim ${protocol} ${byName === undefined ? 'uicc ' : ''}${suffix}${number}`,
    base: {
      kind: 'globalplatform',
      version: 0,
      protocol,
      ...(domain === undefined ? {} : { domain }),
    },
    field,
    ways: new Map(),
  };
}
