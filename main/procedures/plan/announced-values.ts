import { InputError } from '../../base/error.ts';
import { decodeContent } from '../../card/files/decode-content.ts';
import { oneM2mServices } from '../../card/files/onem2m/services.ts';
import { filesOf } from '../../card/files/table.ts';
import { childPath, type FilePath } from '../../card/path.ts';
import { isAt } from '../inventory/to-read.ts';
import type { FileReading, Inventory } from '../inventory/types.ts';
import type { DesiredFile } from '../profile/desired-contents.ts';

/**
 * Services that EF_1M2MST would announce although the file that they stand for is missing or holds no value when all is written: “if
 * service n°1 is available, this file shall be present”, and so on, TS-0003 D.1.3.4 to D.1.3.9.
 */
export function servicesWithoutValue(
  inventory: Inventory,
  target: FilePath,
  desired: readonly DesiredFile[],
): readonly InputError[] {
  const table = desired.find(({ declaration }) => declaration.name === 'EF_1M2MST')?.values;
  const value = table === undefined || table === 'unassigned' ? undefined : table[0];
  const announced: readonly unknown[] = Array.isArray(value) ? value : [];
  return filesOf('1M2M').flatMap(({ name, fid, presence, clause }) => {
    if (typeof presence === 'string' || !announced.includes(presence.service)) return [];
    const wanted = desired.find(({ declaration }) => declaration.name === name);
    const reading = inventory.files.find(isAt(childPath(target, fid)));
    const filled = wanted === undefined ? mayHoldValue(reading) : wanted.values !== 'unassigned';
    return filled ? [] : [serviceEmpty(presence.service, name, clause)];
  });
}

/** What cannot be read is not held against the profile. */
function mayHoldValue(reading: FileReading | undefined): boolean {
  if (reading === undefined || reading.state === 'absent') return false;
  if (reading.state !== 'read') return true;
  return reading.contents.some(
    (content) => decodeContent(reading.declaration, content).state !== 'unassigned',
  );
}

function serviceEmpty(service: number, file: string, clause: string): InputError {
  return new InputError(
    'plan.service-empty',
    `The profile announces service ${service} (${oneM2mServices.get(service) ?? 'reserved'}), but ${file} would hold no value.`,
    {
      hint: `Give ${file} a value, or take service ${service} out of EF_1M2MST in the profile.`,
      meaning: 'Nothing was written.',
      clause,
      details: { service, file },
    },
  );
}
