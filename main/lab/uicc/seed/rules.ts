import { keyReference } from '../../../card/access/key-reference.ts';
import type { AccessOperation, AccessRule, SecurityCondition } from '../../../card/access/types.ts';
import type { EfDeclaration, StandardAccess } from '../../../card/files/declare.ts';
import { malformedSeed } from './malformed.ts';
import type { SeedAccess, SeedCondition } from './schema.ts';

/** Who may do what with a file, in full. */
export type FileAccess = ReadonlyMap<AccessOperation, SeedCondition>;

const standard: Readonly<Record<StandardAccess, SeedCondition>> = {
  ALW: 'always',
  PIN: 'PIN1',
  PIN2: 'PIN2',
  ADM: 'ADM1',
  NEV: 'never',
};

const operations = [
  'read',
  'update',
  'increase',
  'resize',
  'create-ef',
  'create-df',
  'delete-child',
  'activate',
  'deactivate',
  'terminate',
  'delete',
] as const satisfies readonly AccessOperation[];

const undeclared: EfDeclaration['access'] = {
  read: 'ALW',
  update: 'ADM',
  activate: 'ADM',
  deactivate: 'ADM',
};

/** As the standard has it for a declared EF (as for most administrative files else), with what the seed says otherwise. */
export function efAccess(declared: EfDeclaration['access'] = undeclared, said: SeedAccess = {}): FileAccess {
  return merged(
    {
      read: standard[declared.read],
      update: standard[declared.update],
      increase: standard[declared.update],
      activate: standard[declared.activate],
      deactivate: standard[declared.deactivate],
      resize: 'ADM1',
      terminate: 'ADM1',
      delete: 'ADM1',
    },
    said,
  );
}

/** Everything for ADM1, but nobody terminates or deletes the MF or an application. */
export function directoryAccess(kind: 'mf' | 'adf' | 'df', said: SeedAccess = {}): FileAccess {
  const end: SeedCondition = kind === 'df' ? 'ADM1' : 'never';
  return merged(
    {
      'create-ef': 'ADM1',
      'create-df': 'ADM1',
      'delete-child': 'ADM1',
      activate: 'ADM1',
      deactivate: kind === 'mf' ? 'never' : 'ADM1',
      terminate: end,
      delete: end,
    },
    said,
  );
}

/** One rule a condition, in the order of the first operation that needs it; operations that nobody may are left out. */
export function accessRules(access: FileAccess): readonly AccessRule[] {
  const groups = new Map<string, { operations: AccessOperation[]; condition: SecurityCondition }>();
  for (const [operation, said] of access) {
    if (said === 'never') continue;
    const name = JSON.stringify(said);
    const group = groups.get(name) ?? { operations: [], condition: conditionOf(said) };
    group.operations.push(operation);
    groups.set(name, group);
  }
  return [...groups.values()].map((group) => ({ ...group, instructions: [] }));
}

/**
 * The same for compact form, where a condition byte 1x means user authentication as environment x defines it; `environments` gathers
 * the keys of each. Compact form has no operation RESIZE FILE or INCREASE and no “all of”.
 */
export function compactRules(
  access: FileAccess,
  environments: Map<number, readonly number[]>,
): readonly AccessRule[] {
  const rules: AccessRule[] = [];
  for (const [operation, said] of access) {
    if (operation === 'resize' || operation === 'increase') continue;
    rules.push({
      operations: [operation],
      instructions: [],
      condition: compactCondition(said, environments),
    });
  }
  return rules;
}

function compactCondition(
  said: SeedCondition,
  environments: Map<number, readonly number[]>,
): SecurityCondition {
  if (said === 'always' || said === 'never') return { kind: said };
  if (typeof said === 'object' && 'all' in said)
    throw malformedSeed('access', 'compact rules cannot demand several keys at once');
  const references = (typeof said === 'string' ? [said] : said.any).map(keyReference);
  const same = [...environments].find(([, known]) => known.join() === references.join());
  const number = same?.[0] ?? environments.size + 1;
  if (number > 15) throw malformedSeed('access', 'compact rules know 15 security environments only');
  environments.set(number, references);
  return { kind: 'unknown', raw: Uint8Array.of(0x10 | number) };
}

function conditionOf(said: SeedCondition): SecurityCondition {
  if (said === 'always' || said === 'never') return { kind: said };
  const key = (name: string): SecurityCondition => ({ kind: 'key', reference: keyReference(name) });
  if (typeof said === 'string') return key(said);
  return 'any' in said ? { kind: 'any', of: said.any.map(key) } : { kind: 'all', of: said.all.map(key) };
}

function merged(
  defaults: Readonly<Partial<Record<AccessOperation, SeedCondition>>>,
  said: SeedAccess,
): FileAccess {
  const access = new Map<AccessOperation, SeedCondition>();
  for (const operation of operations) {
    const condition = said[operation] ?? defaults[operation];
    if (condition !== undefined) access.set(operation, condition);
  }
  return access;
}
