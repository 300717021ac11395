import type { GpInfoDoc, GpItemDoc, GpPlanDoc, GpResultDoc } from '../../main/contract/globalplatform.ts';
import { iccid, reader } from './documents.ts';
import type { Handlers } from './handlers.ts';

const issuer = 'a000000151000000';
const applet = 'a00000055911112233';

export const gpInfo: GpInfoDoc = {
  reader: reader.id,
  iccid,
  aid: issuer,
  production: {
    icFabricator: '4790',
    icType: '5038',
    operatingSystem: '4791',
    serialNumber: '31123456',
    batch: '7890',
    fabricationDate: '5231',
  },
  recognition: { version: '2.3.1', protocols: [{ protocol: 'SCP03', option: '70' }] },
  iin: '89882190',
  cin: '0190000000000001',
  keys: [48, 32].flatMap((version) =>
    [1, 2, 3].map((id) => ({ id, version, type: version === 48 ? 'AES' : '3DES', length: 16 })),
  ),
  sets: [
    { id: 'set-1', name: 'OTA 2', onCard: false },
    { id: 'set-2', name: 'SCP03 48', onCard: true },
  ],
};

export const gpItems: GpItemDoc[] = [
  {
    kind: 'issuer-domain',
    aid: issuer,
    name: 'GlobalPlatform security domain',
    lifeCycle: { code: '0f', word: 'SECURED' },
    privileges: ['security domain', 'card lock', 'card terminate', 'global delete', 'global lock'],
    modules: [],
  },
  {
    kind: 'application',
    aid: 'a0000000871002ff49ff0589',
    name: 'USIM',
    lifeCycle: { code: '07', word: 'SELECTABLE' },
    privileges: ['card reset'],
    modules: [],
  },
  {
    kind: 'application',
    aid: `${applet}01`,
    lifeCycle: { code: '87', word: 'LOCKED' },
    privileges: [],
    packageAid: applet,
    modules: [],
  },
  {
    kind: 'package',
    aid: applet,
    lifeCycle: { code: '01', word: 'LOADED' },
    privileges: [],
    modules: [`${applet}01`],
  },
];

export const gpPlan: GpPlanDoc = {
  id: 'gp-plan-1',
  createdAt: Date.UTC(2026, 10, 22, 10),
  reader: reader.id,
  iccid,
  kind: 'delete',
  title: `Delete the package ${applet.toUpperCase()}`,
  changes: [
    { what: applet.toUpperCase(), before: 'LOADED', after: 'not on the card' },
    { what: `${applet}01`.toUpperCase(), before: 'LOCKED', after: 'not on the card' },
  ],
  cautions: [
    'What is deleted is gone from the card with all its data.',
    'The applications of the package go with it.',
  ],
  blockers: [],
};

export const blockedPlan: GpPlanDoc = {
  ...gpPlan,
  blockers: [
    {
      code: 'gp.in-use',
      kind: 'card',
      what: `The package ${applet.toUpperCase()} has applications on the card.`,
      meaning: 'The card was only read; nothing on it changed.',
      hint: 'Delete the applications first, or the package together with them.',
      clause: 'GlobalPlatform Card Specification 2.3.1 11.2',
      details: { aid: applet.toUpperCase(), count: 1 },
    },
  ],
};

export const gpResult: GpResultDoc = {
  plan: gpPlan.id,
  result: 'verified',
  changes: gpPlan.changes.map(({ what }) => ({ what, now: 'not on the card', match: true })),
};

/** The answer to the change was lost. */
export const lostResult: GpResultDoc = {
  plan: gpPlan.id,
  result: 'unknown',
  changes: [],
  error: {
    code: 'card.removed',
    kind: 'interrupted',
    what: 'The card was taken out during the change.',
    meaning: 'Whether it was done is not known.',
    hint: 'Put the card back in and look at it again.',
    details: {},
  },
};

/** An engine with one package, and an application of it. */
export function globalPlatformHandlers(pause: () => Promise<void>): Handlers {
  return {
    'gp.info': async () => {
      await pause();
      return gpInfo;
    },
    'gp.list': async () => {
      await pause();
      return gpItems;
    },
    'gp.plan': ({ change }) => ({ ...gpPlan, kind: change.kind }),
    'gp.apply': async () => {
      await pause();
      return gpResult;
    },
  };
}
