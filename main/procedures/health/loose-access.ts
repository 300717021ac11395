import { conditionFor } from '../../card/access/condition-for.ts';
import { isAdministrative } from '../../card/access/key-reference.ts';
import { sentenceFor } from '../../card/access/sentence.ts';
import type { AccessOperation } from '../../card/access/types.ts';
import type { FileReading, Finding } from '../inventory/types.ts';
import { neededKeys } from '../plan/needed-keys.ts';
import { type HealthCheck, homesOf } from './home-view.ts';

const guarded: readonly AccessOperation[] = ['update', 'deactivate', 'activate'];

/** oneM2M files can be changed with an ADM only (TS-0003 D.1.3): neither by everybody nor with the user's PIN. */
export const checkLooseAccess: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ files }) =>
    files.flatMap((file) => guarded.flatMap((each) => checkOperation(file, each))),
  );

function checkOperation(file: FileReading, operation: AccessOperation): readonly Finding[] {
  if (file.rules === undefined) return [];
  const condition = conditionFor(file.rules, operation);
  // A way that needs no ADM, whatever other ways there are.
  const loose = neededKeys(condition, new Set(), (reference) => !isAdministrative(reference));
  if (loose === undefined) return [];
  const byAnybody = loose.length === 0;
  return [
    {
      id: byAnybody ? 'access.open' : 'access.user-key',
      severity: byAnybody ? 'fault' : 'warning',
      path: file.path,
      what: `${file.name} is not protected by an ADM. ${sentenceFor(operation, condition)}`,
      consequence: byAnybody
        ? 'Any device or program that has the card can change it.'
        : 'The user of the device can change it with a PIN.',
      remedy: 'Have the access conditions corrected by the issuer of the card; they cannot be changed here.',
      clause: file.declaration?.clause ?? 'oneM2M TS-0003 D.1.3',
    },
  ];
}
