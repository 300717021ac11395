import type { GpChangeInput } from '../../../../main/contract/globalplatform.ts';
import { bareHex, isHexOf } from '../secret-field.tsx';
import type { ChangeForm } from './gp-types.ts';

export const keyBytes = { '3des-2': 16, '3des-3': 24, 'aes-128': 16, 'aes-192': 24, 'aes-256': 32 } as const;

export type MissingChange =
  | 'kind'
  | 'file'
  | 'package'
  | 'aid'
  | 'hex'
  | 'state'
  | 'data'
  | 'newVersion'
  | 'newKeys'
  | 'checkValues';

const isHex = (text: string): boolean => /^([0-9a-f]{2})*$/i.test(bareHex(text));
/** 5 to 16 bytes, ISO/IEC 7816-5. */
const isAid = (text: string): boolean => /^([0-9a-f]{2}){5,16}$/i.test(bareHex(text));

/** The first thing that is still to be entered. */
export function missingChange(form: ChangeForm): MissingChange | undefined {
  switch (form.kind) {
    case undefined:
      return 'kind';
    case 'install':
      if (form.from === 'file' && form.file === undefined) return 'file';
      if (form.from === 'card' && !isAid(form.packageAid)) return 'package';
      if ([form.moduleAid, form.applicationAid].some((aid) => aid !== '' && !isAid(aid))) return 'aid';
      return isHex(form.privileges) && isHex(form.parameters) ? undefined : 'hex';
    case 'delete':
      return isAid(form.aid) ? undefined : 'aid';
    case 'set-status':
      if (!isAid(form.aid)) return 'aid';
      return form.state === undefined ? 'state' : undefined;
    case 'store-data':
      return form.data.trim() !== '' && isHex(form.data) ? undefined : 'data';
    case 'put-key':
      break;
  }
  return missingNewKeys(form);
}

function missingNewKeys({ use, newVersion, newKeys, keys, algorithm, checkValues }: ChangeForm) {
  const version = Number(newVersion);
  const most = use === 'ota' ? 15 : 0x7f;
  if (!/^\d{1,3}$/.test(newVersion) || version < 1 || version > most) return 'newVersion';
  if (newKeys === 'random') return undefined;
  if (!keys.every((key) => isHexOf(key, [keyBytes[algorithm]]))) return 'newKeys';
  const given = checkValues.filter((value) => value !== '');
  return given.length === 0 || (given.length === 3 && given.every((value) => isHexOf(value, [3])))
    ? undefined
    : 'checkValues';
}

const lower = (text: string): string => bareHex(text).toLowerCase();
/** What the engine is asked; only of a form with nothing missing. */
export function changeOf(form: ChangeForm): GpChangeInput {
  switch (form.kind) {
    case 'install':
      return {
        kind: 'install',
        ...(form.from === 'file' && form.file !== undefined
          ? { cap: form.file.base64 }
          : { packageAid: lower(form.packageAid) }),
        ...(form.moduleAid === '' ? {} : { moduleAid: lower(form.moduleAid) }),
        ...(form.applicationAid === '' ? {} : { applicationAid: lower(form.applicationAid) }),
        ...(form.privileges === '' ? {} : { privileges: lower(form.privileges) }),
        ...(form.parameters === '' ? {} : { parameters: lower(form.parameters) }),
        ...(form.loadOnly ? { loadOnly: true } : {}),
      };
    case 'delete':
      return { kind: 'delete', aid: lower(form.aid), related: form.related };
    case 'set-status':
      return { kind: 'set-status', aid: lower(form.aid), state: form.state ?? 'locked' };
    case 'store-data':
    case undefined:
      return { kind: 'store-data', data: lower(form.data) };
    case 'put-key':
      break;
  }
  const [first, second, third] = form.keys;
  const [kcv1, kcv2, kcv3] = form.checkValues;
  return {
    kind: 'put-key',
    use: form.use,
    replaces: Number(form.replaces),
    version: Number(form.newVersion),
    algorithm: form.algorithm,
    ...(form.newKeys === 'typed'
      ? {
          keys: [bareHex(first), bareHex(second), bareHex(third)],
          ...(kcv1 === '' ? {} : { checkValues: [lower(kcv1), lower(kcv2), lower(kcv3)] }),
        }
      : {}),
  };
}
