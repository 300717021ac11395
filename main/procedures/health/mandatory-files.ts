import type { EfDeclaration } from '../../card/files/declare.ts';
import { filesOf } from '../../card/files/table.ts';
import { childPath } from '../../card/path.ts';
import type { Finding } from '../inventory/types.ts';
import { contentsOf, fileNamed, type HealthCheck, type HomeView, homesOf } from './home-view.ts';

/** Files every oneM2M directory has, and all nine of them in a 1M2MSM (TS-0003 D.1.3, D.2.1.2). */
export const checkMandatoryFiles: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap((home) => {
    const absent = filesOf('1M2M').filter(({ name }) => fileNamed(home, name) === undefined);
    const mandatory = absent.filter(({ presence }) => presence === 'mandatory');
    const others = absent.filter(({ presence }) => presence !== 'mandatory');
    return [
      ...mandatory.map((declaration) => missing(home, declaration)),
      ...(home.kind === 'module' && others.length > 0 ? [missingInModule(home, others)] : []),
      ...unassigned(home),
    ];
  });

function missing(home: HomeView, { name, fid, clause, title }: EfDeclaration): Finding {
  return {
    id: 'file.mandatory-missing',
    severity: 'fault',
    path: childPath(home.path, fid),
    what: `The mandatory file ${name} (${title}) is not on the card.`,
    consequence: 'A device cannot use the M2M service subscription of this directory.',
    remedy: 'Provision the card with a profile that creates files.',
    clause,
  };
}

function missingInModule(home: HomeView, files: readonly EfDeclaration[]): Finding {
  return {
    id: 'file.missing-in-module',
    severity: 'warning',
    path: home.path,
    what: `The 1M2MSM application should have all nine files; it lacks ${files.map(({ name }) => name).join(', ')}.`,
    consequence:
      'Devices that expect the complete application may refuse it; the services of these files can never be offered.',
    remedy: 'Provision the card with the profile “standalone-create”, which creates the missing files.',
    clause: 'oneM2M TS-0003 D.2.1.2',
  };
}

/** Empty identifiers are as they should be on a card that waits for its subscription; not where services are announced already. */
function unassigned(home: HomeView): readonly Finding[] {
  const empty = ['EF_1M2MSID', 'EF_1M2MSPID'].filter((name) => {
    const file = fileNamed(home, name);
    return file !== undefined && contentsOf(file).some(({ state }) => state === 'unassigned');
  });
  if (empty.length === 0) return [];
  const files = empty.join(' and ');
  if ((home.services?.size ?? 0) === 0)
    return [
      {
        id: 'card.not-provisioned',
        severity: 'notice',
        path: home.path,
        what: `${files} ${empty.length === 1 ? 'holds' : 'hold'} no value yet: the directory is pre-personalised.`,
        consequence: 'A device finds no M2M service subscription in it.',
        remedy: 'Provision the card.',
        clause: 'oneM2M TS-0003 E.1',
      },
    ];
  return [
    {
      id: 'file.mandatory-unassigned',
      severity: 'fault',
      path: home.path,
      what: `The card announces services, but ${files} ${empty.length === 1 ? 'holds' : 'hold'} no value.`,
      consequence: 'A device finds services, but not whose they are.',
      remedy: 'Provision the card.',
      clause: 'oneM2M TS-0003 D.1.3',
    },
  ];
}
