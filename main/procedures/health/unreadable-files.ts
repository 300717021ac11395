import { conditionFor } from '../../card/access/condition-for.ts';
import { sentenceFor } from '../../card/access/sentence.ts';
import type { FileReading, Finding } from '../inventory/types.ts';
import { type HealthCheck, homesOf } from './home-view.ts';

/** Every oneM2M file can be read always (TS-0003 D.1.3): a device has no PIN to present for it. */
export const checkReadable: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap(({ files }) =>
    files.flatMap((file) => (file.state === 'unreadable' ? [unreadable(file)] : strict(file))),
  );

function strict(file: FileReading): readonly Finding[] {
  const condition = file.rules === undefined ? undefined : conditionFor(file.rules, 'read');
  if (file.state !== 'no-access' && (condition === undefined || condition.kind === 'always')) return [];
  return [
    {
      id: 'access.read-stricter',
      severity: file.state === 'no-access' ? 'fault' : 'warning',
      path: file.path,
      what: `${file.name} cannot always be read. ${condition === undefined ? '' : sentenceFor('read', condition)}`.trim(),
      consequence: 'A device that does not present the key cannot read the file.',
      remedy: 'Have the access conditions corrected by the issuer of the card; they cannot be changed here.',
      clause: file.declaration?.clause ?? 'oneM2M TS-0003 D.1.3',
    },
  ];
}

function unreadable(file: FileReading): Finding {
  return {
    id: 'file.unreadable',
    severity: 'fault',
    path: file.path,
    what: `${file.name} cannot be read. ${file.problem?.message ?? ''}`.trim(),
    consequence: 'A device cannot read it either.',
    remedy: 'Read the card again; replace it if it stays so.',
    clause: file.declaration?.clause ?? 'oneM2M TS-0003 D.1.3',
  };
}
