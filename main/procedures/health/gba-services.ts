import { oneM2mServices } from '../../card/files/onem2m/services.ts';
import { childPath } from '../../card/path.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { isAt } from '../inventory/to-read.ts';
import type { Finding, Inventory } from '../inventory/types.ts';
import { type HealthCheck, type HomeView, homesOf, servicesIn } from './home-view.ts';

const gbaServices = [7, 8];
/** Where a network access application says that it supports GBA: 3GPP TS 31.102 4.2.8, TS 31.103 4.2.7. */
const supportTables = {
  usim: { fid: 0x6f38, name: 'EF_UST', service: 68, clause: '3GPP TS 31.102 4.2.8' },
  isim: { fid: 0x6f07, name: 'EF_IST', service: 2, clause: '3GPP TS 31.103 4.2.7' },
};

/**
 * Services 7 and 8 derive keys with GBA: they can be available only in a DF_1M2M whose hosting application supports GBA (TS-0003 D.1.3.1, note).
 */
export const checkGbaServices: HealthCheck = (inventory) =>
  homesOf(inventory).flatMap((home) => {
    const announced = gbaServices.filter((service) => home.services?.has(service));
    if (announced.length === 0) return [];
    const names = announced
      .map((service) => `${service} (${oneM2mServices.get(service) ?? ''})`)
      .join(' and ');
    return home.kind === 'module' ? [inModule(home, names)] : inFramework(inventory, home, names);
  });

const remedy = (names: string): string => `Take service ${names} out of EF_1M2MST.`;
const tableOf = (home: HomeView) => childPath(home.path, 0x6f0a);

function inModule(home: HomeView, names: string): Finding {
  return {
    id: 'gba.in-module',
    severity: 'fault',
    path: tableOf(home),
    what: `A 1M2MSM application announces service ${names}, which only a DF_1M2M in a network access application can have.`,
    consequence: 'A device tries to derive keys where there are none to derive from.',
    remedy: remedy(names),
    clause: 'oneM2M TS-0003 D.1.3.1',
  };
}

function inFramework(inventory: Inventory, home: HomeView, names: string): readonly Finding[] {
  const { application } = home;
  const table =
    application?.kind === 'usim' || application?.kind === 'isim'
      ? supportTables[application.kind]
      : undefined;
  if (application === undefined || table === undefined)
    return [noGba(home, names, 'cannot state support of GBA', 'oneM2M TS-0003 D.1.3.1')];
  const path = childPath(rootOfApplication(application), table.fid);
  const supported = servicesIn(inventory.files.find(isAt(path)));
  if (supported === undefined) return [cannotTell(home, names, table.name, table.clause)];
  if (supported.has(table.service)) return [];
  return [noGba(home, names, `does not have service ${table.service} (GBA) in ${table.name}`, table.clause)];
}

function noGba(home: HomeView, names: string, why: string, clause: string): Finding {
  return {
    id: 'gba.not-supported',
    severity: 'fault',
    path: tableOf(home),
    what: `The card announces service ${names}, but the hosting application ${why}.`,
    consequence: 'Bootstrapping or connecting with GBA fails.',
    remedy: remedy(names),
    clause,
  };
}

function cannotTell(home: HomeView, names: string, table: string, clause: string): Finding {
  return {
    id: 'gba.unknown',
    severity: 'notice',
    path: tableOf(home),
    what: `The card announces service ${names}; whether the hosting application supports GBA cannot be told, because ${table} cannot be read.`,
    consequence: 'Bootstrapping or connecting with GBA may fail.',
    remedy: `Present the PIN of the application with another tool and look at ${table}.`,
    clause,
  };
}
