import type {
  GpInfoDoc,
  GpItemDoc,
  GpKeysInput,
  GpPlanDoc,
  GpResultDoc,
} from '../../../../main/contract/globalplatform.ts';
import type { KeySetDoc } from '../../../../main/contract/keys.ts';
import type { BenchCard } from '../bench-card.tsx';
import { bareHex, isHexOf } from '../secret-field.tsx';

/** The keys with which a security domain is to be opened, as they are entered. */
export interface KeyForm {
  readonly source: 'stored' | 'typed' | undefined;
  readonly set: KeySetDoc | undefined;
  /** Security level as decimal digits; empty: the station chooses. */
  readonly level: string;
  readonly protocol: '' | 'scp02' | 'scp03';
  readonly version: string;
  readonly diversification: 'none' | 'emv' | 'visa2' | 'kdf3';
  readonly option: string;
  readonly enc: string;
  readonly mac: string;
  readonly dek: string;
}

export const emptyKeyForm: KeyForm = {
  source: undefined,
  set: undefined,
  level: '',
  protocol: '',
  version: '0',
  diversification: 'none',
  option: '',
  enc: '',
  mac: '',
  dek: '',
};

export const gpKeyLengths = [16, 24, 32];

export type MissingKey = 'keys' | 'set' | 'version' | 'option' | 'enc' | 'mac' | 'dek';

/** The first thing that is still to be entered. */
export function missingKey(form: KeyForm): MissingKey | undefined {
  if (form.source === undefined) return 'keys';
  if (form.source === 'stored') return form.set === undefined ? 'set' : undefined;
  if (!/^\d{1,3}$/.test(form.version) || Number(form.version) > 0x7f) return 'version';
  if (form.option !== '' && !/^[0-9a-f]{2}$/i.test(form.option)) return 'option';
  return (['enc', 'mac', 'dek'] as const).find((name) => !isHexOf(form[name], gpKeyLengths));
}

/** What the engine is asked with; only of a form with nothing missing. */
export function keysOf(form: KeyForm): GpKeysInput {
  const level = form.level === '' ? {} : { level: Number(form.level) };
  if (form.source === 'stored') return { kind: 'stored', set: form.set?.id ?? '', ...level };
  return {
    kind: 'typed',
    ...(form.protocol === '' ? {} : { protocol: form.protocol }),
    version: Number(form.version),
    ...level,
    diversification: form.diversification,
    ...(form.option === '' ? {} : { option: form.option.toLowerCase() }),
    enc: bareHex(form.enc),
    mac: bareHex(form.mac),
    dek: bareHex(form.dek),
  };
}

/** Where the user is: each stage has what the ones before have found. */
export interface GpWork {
  readonly card: BenchCard | undefined;
  /** AID of the security domain as it is typed; empty: the issuer’s. */
  readonly domain: string;
  readonly info: GpInfoDoc | undefined;
  readonly items: readonly GpItemDoc[] | undefined;
  /** The form of a change is open. */
  readonly form: ChangeForm | undefined;
  readonly plan: GpPlanDoc | undefined;
  readonly result: GpResultDoc | undefined;
}

/** Whether what is typed names a security domain: 5 to 16 bytes, ISO/IEC 7816-5, or nothing for the issuer’s. */
export const isDomain = (typed: string): boolean =>
  typed.trim() === '' || /^([0-9a-f]{2}){5,16}$/i.test(bareHex(typed));

/** Which security domain the engine is asked about. */
export const domainOf = (typed: string): { readonly domain?: string } =>
  typed.trim() === '' ? {} : { domain: bareHex(typed).toLowerCase() };

export const noWork: GpWork = {
  card: undefined,
  domain: '',
  info: undefined,
  items: undefined,
  form: undefined,
  plan: undefined,
  result: undefined,
};

export const changeKinds = ['install', 'put-key', 'delete', 'set-status', 'store-data'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A change as it is entered. Keys that are typed are in it until the plan is made. */
export interface ChangeForm {
  readonly kind: ChangeKind | undefined;
  /** Delete and state: what it is about. */
  readonly aid: string;
  readonly related: boolean;
  readonly state: 'locked' | 'unlocked' | 'selectable' | 'card-locked' | 'secured' | 'terminated' | undefined;
  readonly data: string;
  readonly from: 'file' | 'card';
  readonly file: { readonly name: string; readonly base64: string } | undefined;
  readonly packageAid: string;
  readonly moduleAid: string;
  readonly applicationAid: string;
  readonly privileges: string;
  readonly parameters: string;
  readonly loadOnly: boolean;
  readonly use: 'globalplatform' | 'ota';
  readonly replaces: string;
  readonly newVersion: string;
  readonly algorithm: '3des-2' | '3des-3' | 'aes-128' | 'aes-192' | 'aes-256';
  readonly newKeys: 'random' | 'typed';
  readonly keys: readonly [string, string, string];
  readonly checkValues: readonly [string, string, string];
}

export const emptyChange: ChangeForm = {
  kind: undefined,
  aid: '',
  related: false,
  state: undefined,
  data: '',
  from: 'file',
  file: undefined,
  packageAid: '',
  moduleAid: '',
  applicationAid: '',
  privileges: '',
  parameters: '',
  loadOnly: false,
  use: 'globalplatform',
  replaces: '0',
  newVersion: '',
  algorithm: 'aes-128',
  newKeys: 'random',
  keys: ['', '', ''],
  checkValues: ['', '', ''],
};
