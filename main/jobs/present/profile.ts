import type { ProfileDoc } from '../../contract/profile.ts';
import type { Profile, ProfileVariable } from '../../procedures/profile/types.ts';

/** `shipped`: it comes with Cardwright. */
export function presentProfile(profile: Profile, shipped: boolean): ProfileDoc {
  const { name, version, title, description, target, create, variables, digest, source } = profile;
  return {
    id: `${name}@${version}`,
    name,
    version,
    title,
    description,
    target: target.kind,
    createsFiles: create,
    variables: variables.map(presentVariable),
    shipped,
    digest,
    source,
  };
}

function presentVariable(variable: ProfileVariable): ProfileDoc['variables'][number] {
  const { name, title, help, required, list, example } = variable;
  return {
    name,
    title,
    ...(help === undefined ? {} : { help }),
    required,
    list,
    ...(variable.default === undefined ? {} : { default: mutable(variable.default) }),
    ...(example === undefined ? {} : { example }),
  };
}

const mutable = (value: string | readonly string[]): string | string[] =>
  typeof value === 'string' ? value : [...value];
