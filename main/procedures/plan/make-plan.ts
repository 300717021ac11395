import { CardError, type CardwrightError, type InputError } from '../../base/error.ts';
import { checkIdentifier } from '../../card/files/onem2m/identifier/by-file.ts';
import { childPath, type FilePath, formatPath, masterFile, samePath } from '../../card/path.ts';
import { isAt } from '../inventory/to-read.ts';
import type { FileReading, Inventory } from '../inventory/types.ts';
import { type DesiredFile, desiredContents } from '../profile/desired-contents.ts';
import { resolveValues } from '../profile/resolve-values.ts';
import type { Profile, ProfileValues } from '../profile/types.ts';
import { servicesWithoutValue } from './announced-values.ts';
import { announcementChanges } from './announcement.ts';
import { cardFull, fileMissing, valueProblem } from './blockers.ts';
import { disabledPins, withoutPins } from './disabled-pins.ts';
import { blocked, type Changes, inOrder, noChanges } from './draft.ts';
import { changesOfFile, conditionOf } from './existing-file.ts';
import { stepForNewDirectory } from './new-directory.ts';
import { changesOfNewFile, geometryOfNewFile } from './new-file.ts';
import { securityOfNewDf, securityOfNewEf } from './new-file-security.ts';
import { keysOfPlan } from './plan-keys.ts';
import { tableChange, withdrawFirst } from './service-withdrawal.ts';
import { findTarget, type Target } from './target.ts';
import type { Plan } from './types.ts';

export interface PlanOptions {
  /** The directory to provision, when the card has several that the profile fits. */
  readonly target?: FilePath;
}

/**
 * The difference between the card and what the profile with these values wants: an ordered list of steps, empty when the card is right.
 * Pure. Whatever is in the way is among the plan's blockers, all of it, never thrown; a plan without a target has the MF as target.
 */
export function makePlan(
  inventory: Inventory,
  profile: Profile,
  values: ProfileValues,
  options: PlanOptions = {},
): Plan {
  const resolved = resolveValues(profile, values);
  const problems = resolved.problems.map(({ what, hint, variable }) => valueProblem(what, hint, variable));
  const target = findTarget(inventory, profile, options.target);
  if (target.blocker !== undefined)
    return finishPlan(
      'provision',
      inventory,
      undefined,
      [blocked(target.blocker)],
      problems,
      profile.updateKey,
    );
  const desired = desiredContents(profile, resolved.values);
  if (problems.length === 0) problems.push(...identifierProblems(desired));
  problems.push(...servicesWithoutValue(inventory, target.path, desired));
  const changes = [
    ...changesBelow(inventory, target, desired, profile),
    ...(profile.target.kind === 'df-1m2m'
      ? [announcement(inventory, target, desired, profile.updateKey)]
      : []),
  ];
  return finishPlan('provision', inventory, target.path, changes, problems, profile.updateKey);
}

/** Identifiers that a profile puts together from several values are known only now. */
function identifierProblems(desired: readonly DesiredFile[]): readonly InputError[] {
  return desired.flatMap(({ declaration: { name }, values }) =>
    (values === 'unassigned' ? [] : values).flatMap((value) => {
      const check = typeof value === 'string' ? checkIdentifier(name, value) : undefined;
      if (check === undefined || check.ok) return [];
      const what = `The value for ${name} is not a valid identifier: ${check.reason} (${check.clause}).`;
      return [valueProblem(what, 'Correct the values or the profile.', undefined)];
    }),
  );
}

type Found = Exclude<Target, { blocker: CardwrightError }>;

/** The files of the target directory, and the directory itself. */
function changesBelow(
  inventory: Inventory,
  target: Found,
  desired: readonly DesiredFile[],
  profile: Profile,
): readonly Changes[] {
  const missing: DesiredFile[] = [];
  const changes: Changes[] = [];
  for (const file of desired) {
    const reading = inventory.files.find(isAt(childPath(target.path, file.declaration.fid)));
    if (reading !== undefined && reading.state !== 'absent')
      changes.push(changesOfFile(reading, file, profile));
    else if (profile.create) missing.push(file);
    else if (file.values !== 'unassigned') changes.push(blocked(fileMissing(file.declaration.name)));
  }
  return missing.length === 0 ? changes : [...creation(inventory, target, missing, profile), ...changes];
}

function creation(
  inventory: Inventory,
  target: Found,
  missing: readonly DesiredFile[],
  { updateKey }: Profile,
): readonly Changes[] {
  const { path, reading } = target;
  const root: FilePath = { ...path, fids: [] };
  const host = inventory.files.find(isAt(root));
  if (host === undefined) return [blocked(unread(root))];
  const bodies = missing.map(geometryOfNewFile).map(({ length, count }) => length * count);
  const ef = securityOfNewEf(inventory, path, updateKey);
  const createEf =
    reading === undefined
      ? securityOfNewDf(inventory, root, updateKey).update
      : conditionOf(reading, 'create-ef', updateKey);
  const directory: Changes =
    reading === undefined
      ? { ...noChanges, steps: [stepForNewDirectory(inventory, host, path, bodies, updateKey)] }
      : noChanges;
  return [
    spaceFor(inventory, [reading, host], bodies),
    directory,
    ...missing.map((file) => changesOfNewFile(path, file, ef, createEf)),
  ];
}

/** The card tells its free memory in the FCP of a directory, or not at all. */
function spaceFor(
  inventory: Inventory,
  places: readonly (FileReading | undefined)[],
  bodies: readonly number[],
): Changes {
  const needed = bodies.reduce((sum, body) => sum + body, 0);
  const told = [...places, inventory.files.find(isAt(masterFile))]
    .map((reading) => reading?.fcp?.availableMemory)
    .filter((memory) => memory !== undefined);
  const available = Math.min(...told);
  return needed > available ? blocked(cardFull(needed, available)) : noChanges;
}

function announcement(
  inventory: Inventory,
  { application, path }: Found,
  desired: readonly DesiredFile[],
  updateKey: number,
): Changes {
  const identifier = desired.find(({ declaration }) => declaration.name === 'EF_1M2MSID');
  const value = identifier?.values === 'unassigned' ? '' : identifier?.values[0];
  // Half a surrogate pair is among the blockers already and has no UTF-8.
  const subscription = typeof value === 'string' && value.isWellFormed() ? value : undefined;
  return announcementChanges(inventory, application, path, subscription, updateKey);
}

/** Orders the steps, finds the keys they need, and tells what is right already. */
export function finishPlan(
  kind: Plan['kind'],
  inventory: Inventory,
  target: FilePath | undefined,
  changes: readonly Changes[],
  problems: readonly CardwrightError[],
  updateKey: number,
): Plan {
  const desired = changes.flatMap((change) => change.desired);
  const drafts = changes.flatMap((change) => change.steps);
  const disabled = disabledPins(inventory.keys);
  const steps = inOrder(withdrawFirst(drafts, tableChange(inventory, desired, updateKey))).map((step) => ({
    ...step,
    needs: withoutPins(step.needs, disabled),
  }));
  const { keys, obstacles, blockers } = keysOfPlan(steps, inventory.keys);
  const unchanged = new Map(
    desired
      .filter(({ path }) => !steps.some((step) => samePath(step.path, path)))
      .map(({ path, name }) => [formatPath(path), { path, name }]),
  );
  const identity = inventory.iccid === undefined ? [noIccid()] : [];
  return {
    kind,
    iccid: inventory.iccid ?? '',
    atr: inventory.atr,
    target: target ?? masterFile,
    steps,
    unchanged: [...unchanged.values()],
    desired,
    keys,
    obstacles,
    blockers: [...identity, ...problems, ...changes.flatMap((change) => change.blockers), ...blockers],
  };
}

function noIccid(): CardError {
  return new CardError(
    'plan.no-iccid',
    'The card does not tell its ICCID, so that it cannot be recognised again.',
    {
      hint: 'Use another card: a card that cannot be identified is not written.',
      meaning: 'Nothing was written.',
      clause: 'ETSI TS 102 221 13.2',
    },
  );
}

function unread(path: FilePath): CardError {
  return new CardError(
    'plan.unread',
    `${formatPath(path)} was not read, so that nothing can be created in it.`,
    {
      hint: 'Read the card again.',
      meaning: 'Nothing was written.',
    },
  );
}
