import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProfile } from './parse-profile.ts';
import type { Profile } from './types.ts';

const folder = join(import.meta.dirname, 'shipped');

/** The profiles that come with Cardwright, by name. They lie beside this file, in `shipped/`. */
export function shippedProfiles(): readonly Profile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parseProfile(readFileSync(join(folder, name), 'utf8')));
}
