import { CardError, type CardwrightError, InputError } from '../../base/error.ts';
import { childPath, type FilePath, formatPath, parentPath, samePath } from '../../card/path.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { isAt } from '../inventory/to-read.ts';
import type { CardApplication, FileReading, Inventory } from '../inventory/types.ts';
import type { Profile } from '../profile/types.ts';

/** The directory that is provisioned. */
export type Target =
  | {
      readonly path: FilePath;
      /** Absent when the directory is to be created. */
      readonly reading?: FileReading;
      readonly application: CardApplication;
      readonly blocker?: undefined;
    }
  | { readonly blocker: CardwrightError };

const networkKinds = ['usim', 'isim', 'csim'];

function hostsFor(profile: Profile, applications: readonly CardApplication[]): readonly CardApplication[] {
  const { target } = profile;
  if (target.kind !== 'df-1m2m') return [];
  return applications.filter(({ kind }) =>
    target.host === 'any' ? networkKinds.includes(kind) : kind === target.host,
  );
}

/** The directories that the profile may create, for the inventory to look whether they are there. */
export function targetsToLookFor(
  profile: Profile,
): (applications: readonly CardApplication[]) => readonly FilePath[] {
  const { target } = profile;
  if (target.kind !== 'df-1m2m' || target.fid === undefined) return () => [];
  const { fid } = target;
  return (applications) =>
    hostsFor(profile, applications).map((host) => childPath(rootOfApplication(host), fid));
}

/**
 * The one directory the profile means on this card. Nothing is guessed: of several, `chosen` must name one.
 */
export function findTarget(inventory: Inventory, profile: Profile, chosen: FilePath | undefined): Target {
  const found =
    profile.target.kind === 'df-1m2m'
      ? frameworkCandidates(inventory, profile)
      : moduleCandidates(inventory, profile.target.aid ?? '');
  return pick(found, chosen, profile.target.kind);
}

/** The one oneM2M directory of the card, or the chosen one: for a wipe, which has no profile. */
export function findHome(inventory: Inventory, chosen: FilePath | undefined): Target {
  const candidates = inventory.oneM2mHomes.flatMap((path) => candidateAt(inventory, path));
  return pick({ present: candidates, creatable: [] }, chosen, 'df-1m2m');
}

type Candidate = Exclude<Target, { blocker: CardwrightError }>;
interface Candidates {
  readonly present: readonly Candidate[];
  readonly creatable: readonly Candidate[];
}

function moduleCandidates(inventory: Inventory, prefix: string): Candidates {
  const modules = inventory.applications.filter(({ kind }) => kind === '1m2msm').map(rootOfApplication);
  const matching = modules.filter(({ aid }) => aid?.startsWith(prefix));
  return { present: matching.flatMap((path) => candidateAt(inventory, path)), creatable: [] };
}

function frameworkCandidates(inventory: Inventory, profile: Profile): Candidates {
  const { target } = profile;
  const fid = target.kind === 'df-1m2m' ? target.fid : undefined;
  const hosts = hostsFor(profile, inventory.applications);
  const present = inventory.oneM2mHomes
    .filter((home) => home.fids.length === 1 && (fid === undefined || home.fids[0] === fid))
    .filter((home) => hosts.some((host) => samePath(rootOfApplication(host), parentPath(home))))
    .flatMap((path) => candidateAt(inventory, path));
  if (!profile.create || fid === undefined) return { present, creatable: [] };
  const creatable = hosts
    .map((application) => ({ path: childPath(rootOfApplication(application), fid), application }))
    // Only where the card has been asked and has said that there is none.
    .filter(({ path }) => inventory.files.some((file) => isAt(path)(file) && file.state === 'absent'));
  return { present, creatable };
}

function candidateAt(inventory: Inventory, path: FilePath): Candidate[] {
  const reading = inventory.files.find(isAt(path));
  const root: FilePath = { ...path, fids: [] };
  const application = inventory.applications.find((each) => samePath(rootOfApplication(each), root));
  if (reading === undefined || reading.state === 'absent' || application === undefined) return [];
  return [{ path, reading, application }];
}

function pick(
  { present, creatable }: Candidates,
  chosen: FilePath | undefined,
  kind: Profile['target']['kind'],
): Target {
  if (chosen !== undefined) {
    const match = [...present, ...creatable].find(({ path }) => samePath(path, chosen));
    return match ?? { blocker: unsuitable(chosen) };
  }
  const candidates = present.length > 0 ? present : creatable;
  const [first, second] = candidates;
  if (first === undefined) return { blocker: absent(kind) };
  return second === undefined ? first : { blocker: ambiguous(candidates) };
}

function absent(kind: Profile['target']['kind']): CardError {
  const what =
    kind === 'df-1m2m'
      ? 'The card has no DF_1M2M that this profile could fill, and none is to be created.'
      : 'The card has no 1M2MSM application that this profile could fill.';
  return new CardError('target.absent', what, {
    hint:
      kind === 'df-1m2m'
        ? 'Use a profile that creates the directory, or another card.'
        : 'Have the application installed by the issuer of the card, or use another card.',
    meaning: 'Nothing was written.',
    clause: kind === 'df-1m2m' ? 'oneM2M TS-0003 D.1.1' : 'oneM2M TS-0003 D.2.1.2',
  });
}

function ambiguous(candidates: readonly Candidate[]): InputError {
  const paths = candidates.map(({ path }) => formatPath(path)).join(', ');
  return new InputError(
    'target.ambiguous',
    `The card has several directories that the profile fits: ${paths}.`,
    {
      hint: 'Choose one of them.',
      meaning: 'Nothing was written.',
      clause: 'oneM2M TS-0003 D.1.1',
      details: { candidates: paths },
    },
  );
}

function unsuitable(chosen: FilePath): InputError {
  return new InputError(
    'target.unsuitable',
    `${formatPath(chosen)} is not a directory that this profile fits.`,
    {
      hint: 'Choose a oneM2M directory of the kind that the profile is made for.',
      meaning: 'Nothing was written.',
    },
  );
}
