import type { ProfileDoc, ValuesDoc } from '../../contract/profile.ts';
import { presentProfile } from '../../jobs/present/profile.ts';
import { parseProfile } from '../../procedures/profile/parse-profile.ts';
import { resolveValues } from '../../procedures/profile/resolve-values.ts';
import type { ProfileValues } from '../../procedures/profile/types.ts';
import { parseValuesCsv } from '../../procedures/profile/values-csv.ts';
import type { ShelvedProfile } from '../profile-shelf.ts';
import type { Handler } from './context.ts';

export const listProfiles: Handler<'profiles.list'> = async (_input, { parts }) =>
  (await parts.profiles.get()).list().map(present);

export const getProfile: Handler<'profiles.get'> = async ({ profile }, { parts }) =>
  present((await parts.profiles.get()).find(profile));

export const checkProfile: Handler<'profiles.check'> = async ({ source }) =>
  presentProfile(parseProfile(source), false);

export const saveProfile: Handler<'profiles.save'> = async ({ source }, { parts }) =>
  presentProfile((await parts.profiles.get()).save(source), false);

export const deleteProfile: Handler<'profiles.delete'> = async ({ profile }, { parts }) => {
  (await parts.profiles.get()).delete(profile);
  return {};
};

export const checkProfileValues: Handler<'profiles.checkValues'> = async (input, { parts }) => {
  const { profile } = (await parts.profiles.get()).find(input.profile);
  const { values, problems } = resolveValues(profile, input.values);
  return { values: valuesDocOf(values), problems: [...problems] };
};

export const readCsv: Handler<'profiles.readCsv'> = async ({ profile, csv }, { parts }) => {
  const { columns, rows } = parseValuesCsv((await parts.profiles.get()).find(profile).profile, csv);
  return {
    columns: [...columns],
    rows: rows.map(({ values, problems, ...row }) => ({
      ...row,
      values: valuesDocOf(values),
      problems: [...problems],
    })),
  };
};

const present = ({ profile, shipped }: ShelvedProfile): ProfileDoc => presentProfile(profile, shipped);

const valuesDocOf = (values: ProfileValues): ValuesDoc =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
