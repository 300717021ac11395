import type { EfDeclaration } from '../../card/files/declare.ts';
import { oneM2mServices } from '../../card/files/onem2m/services.ts';
import { filesOf } from '../../card/files/table.ts';
import { childPath } from '../../card/path.ts';
import type { Finding } from '../inventory/types.ts';
import { contentsOf, fileNamed, type HealthCheck, type HomeView, homesOf } from './home-view.ts';

/** A service that EF_1M2MST announces needs its file, with a value that can be read (TS-0003 D.1.3.1 and the clause of the file). */
export const checkAnnouncedServices: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap((home) => [
    ...filesOf('1M2M').flatMap((declaration) => checkService(home, declaration)),
    ...reservedServices(home),
  ]);

function checkService(home: HomeView, declaration: EfDeclaration): readonly Finding[] {
  const { presence, name, clause, fid } = declaration;
  if (typeof presence === 'string' || home.services?.has(presence.service) !== true) return [];
  const service = `service ${presence.service} (${oneM2mServices.get(presence.service) ?? 'reserved'})`;
  const file = fileNamed(home, name);
  if (file === undefined)
    return [
      {
        id: 'service.file-missing',
        severity: 'fault',
        path: childPath(home.path, fid),
        what: `The card announces ${service}, but has no ${name}.`,
        consequence: 'A device that relies on the service finds nothing to work with and may give up.',
        remedy: `Create ${name} with a profile that creates files, or take the service out of EF_1M2MST.`,
        clause,
      },
    ];
  // Unreadable, deactivated and malformed files have findings of their own.
  const contents = contentsOf(file);
  if (contents.length === 0 || contents.some(({ state }) => state !== 'unassigned')) return [];
  return [
    {
      id: 'service.value-unassigned',
      severity: 'fault',
      path: file.path,
      what: `The card announces ${service}, but ${name} holds no value.`,
      consequence: 'A device that relies on the service reads an empty value.',
      remedy: `Provision ${name}, or take the service out of EF_1M2MST.`,
      clause,
    },
  ];
}

function reservedServices(home: HomeView): readonly Finding[] {
  const reserved = [...(home.services ?? [])].filter((service) => !oneM2mServices.has(service));
  if (reserved.length === 0) return [];
  return [
    {
      id: 'service.reserved',
      severity: 'notice',
      path: childPath(home.path, 0x6f0a),
      what: `The card announces services that the standard does not have: ${reserved.join(', ')}.`,
      consequence: 'Devices of today ignore them; what later ones make of them is not known.',
      remedy: 'Write EF_1M2MST with the services of the profile.',
      clause: 'oneM2M TS-0003 D.1.3.1',
    },
  ];
}
