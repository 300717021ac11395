import { InputError } from '../../base/error.ts';
import type { EfDeclaration, FileValue } from '../../card/files/declare.ts';
import { declarationNamed } from '../../card/files/table.ts';
import { expandTemplate } from './template.ts';
import type { Profile, ProfileFile, ProfileValues } from './types.ts';

/** What a profile with its values wants of one file, before the sizes of the card are known. */
export interface DesiredFile {
  readonly declaration: EfDeclaration;
  /**
   * One value for a transparent file, one a record otherwise; records beyond them are not assigned. `unassigned` when a variable that the
   * file needs has no value: the file, where it is there, holds its pre-personalised value (TS-0003 table E.1).
   */
  readonly values: readonly FileValue[] | 'unassigned';
  /** Sizes for creating it, in bytes. */
  readonly size?: number;
  readonly recordLength?: number;
  readonly records?: number;
}

/**
 * The files that the profile wants, in its order. `values` come from `resolveValues`.
 * @throws InputError `value.malformed` when a value has not the form of its file
 */
export function desiredContents(profile: Profile, values: ProfileValues): readonly DesiredFile[] {
  return profile.files.map((file) => desiredFile(file, values));
}

function desiredFile(file: ProfileFile, values: ProfileValues): DesiredFile {
  const declaration = declarationNamed('1M2M', file.name);
  if (declaration === undefined) throw misfit(file.name, 'it is not a oneM2M file');
  const expanded = expandTemplate(file.value, values);
  const { size, recordLength, records } = file;
  return {
    declaration,
    values: expanded === undefined ? 'unassigned' : valuesFor(declaration, expanded),
    ...(size === undefined ? {} : { size }),
    ...(recordLength === undefined ? {} : { recordLength }),
    ...(records === undefined ? {} : { records }),
  };
}

const isList = (value: FileValue): value is readonly FileValue[] => Array.isArray(value);

function valuesFor(declaration: EfDeclaration, value: FileValue): readonly FileValue[] | 'unassigned' {
  if (declaration.structure !== 'transparent') {
    const records = isList(value) ? value : [value];
    return records.length === 0 ? 'unassigned' : records;
  }
  return [declaration.name === 'EF_1M2MST' && isList(value) ? value.map(serviceNumber) : value];
}

/** Services that come from a variable are texts. */
function serviceNumber(item: FileValue): FileValue {
  return typeof item === 'string' && /^\d{1,5}$/.test(item) ? Number(item) : item;
}

function misfit(name: string, why: string): InputError {
  return new InputError('value.malformed', `${name} cannot be provisioned: ${why}.`, {
    hint: 'Correct the profile.',
    meaning: 'No card was touched.',
  });
}
