import { CardwrightError, InputError } from '../base/error.ts';
import type { Clock } from '../base/ports.ts';
import { parseProfile } from '../procedures/profile/parse-profile.ts';
import { shippedProfiles } from '../procedures/profile/shipped-profiles.ts';
import type { Profile } from '../procedures/profile/types.ts';
import type { Store } from '../store/store.ts';
import type { EngineLog } from './log.ts';

export interface ShelvedProfile {
  readonly profile: Profile;
  /** Comes with Cardwright. */
  readonly shipped: boolean;
}

/** The profiles a station can choose from: those that come with Cardwright and its own. */
export class ProfileShelf {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: EngineLog;
  readonly #shipped: readonly Profile[] = shippedProfiles();

  constructor(store: Store, clock: Clock, log: EngineLog) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** By name, newest version first. */
  list(): ShelvedProfile[] {
    const own = this.#store.profiles.list().flatMap(({ source, name, version }) => {
      const profile = this.#readStored(source, `${name}@${version}`);
      return profile === undefined ? [] : [{ profile, shipped: false }];
    });
    const shipped = this.#shipped.map((profile) => ({ profile, shipped: true }));
    return [...shipped, ...own].sort(
      (a, b) => a.profile.name.localeCompare(b.profile.name) || newestFirst(a.profile, b.profile),
    );
  }

  /** `name@version`, or `name` for its newest version. @throws InputError `profile.unknown` */
  find(id: string): ShelvedProfile {
    const found = this.list().find(({ profile }) => id === profile.name || id === idOf(profile));
    if (found !== undefined) return found;
    throw new InputError('profile.unknown', 'This station has no such profile.', {
      meaning: 'No card was touched.',
      hint: 'List the profiles and take the name from there.',
      details: /^[\w.@+-]{1,100}$/.test(id) ? { profile: id } : {},
    });
  }

  /** @throws InputError `profile.malformed`, `profile.version-taken`, `profile.shipped` */
  save(source: string): Profile {
    const profile = parseProfile(source);
    if (this.#shipped.some((each) => idOf(each) === idOf(profile)))
      throw new InputError('profile.shipped', `${idOf(profile)} comes with Cardwright and stays as it is.`, {
        hint: 'Save your profile under another name or version.',
      });
    const { name, version, digest } = profile;
    this.#store.profiles.save({ name, version, digest, source, savedAt: this.#clock.now() });
    return profile;
  }

  /** @throws InputError `profile.unknown`, `profile.shipped` */
  delete(id: string): void {
    const { profile, shipped } = this.find(id);
    if (shipped)
      throw new InputError('profile.shipped', `${idOf(profile)} comes with Cardwright and stays.`, {
        hint: 'Only profiles of this station can be deleted.',
      });
    this.#store.profiles.delete(profile.name, profile.version);
  }

  /** One that another Cardwright has saved and this one does not understand must not hide the others. */
  #readStored(source: string, id: string): Profile | undefined {
    try {
      return parseProfile(source);
    } catch (error) {
      if (!(error instanceof CardwrightError)) throw error;
      this.#log.write(`the stored profile ${id} is left out: ${error.code}`);
      return undefined;
    }
  }
}

const idOf = ({ name, version }: Profile): string => `${name}@${version}`;
/** Versions are three numbers. */
const newestFirst = (a: Profile, b: Profile): number =>
  b.version.localeCompare(a.version, 'en', { numeric: true });
