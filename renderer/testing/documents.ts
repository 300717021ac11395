import type { AccessDoc, ContentDoc, FileDoc, InventoryDoc, KeyStatusDoc } from '../../main/contract/card.ts';
import type { ProfileDoc } from '../../main/contract/profile.ts';
import type { ReaderDoc } from '../../main/contract/reader.ts';
import type { StationDoc } from '../../main/contract/station.ts';

export const usim = 'a0000000871002ff49ff0589';
export const oneM2m = `${usim}/5F40`;
export const iccid = '89883070000000012345';
export const imsi = '262010000012345';

export const station: StationDoc = {
  version: '0.1.0',
  host: 'app',
  station: 'Van 12',
  operator: 'J. Okafor',
  folder: '/home/okafor/.local/share/cardwright',
  vault: 'open',
  simulator: true,
  outbox: 0,
};

const access: AccessDoc[] = [
  { operation: 'read', sentence: 'Read needs PIN1.', rule: 'keys', keys: ['PIN1'] },
  { operation: 'update', sentence: 'Update needs ADM1.', rule: 'keys', keys: ['ADM1'] },
  { operation: 'deactivate', sentence: 'Deactivate is never allowed.', rule: 'never', keys: [] },
];

const hexOf = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A text in tag 80, padded with FF to `size` bytes; without a text: not assigned. */
export function textContent(text: string | undefined, size = 32): ContentDoc {
  const length = text?.length ?? 0;
  const hex = `80${length.toString(16).padStart(2, '0')}${hexOf(text ?? '')}`.padEnd(2 * size, 'f');
  return {
    hex,
    state: text === undefined ? 'unassigned' : 'value',
    summary: text ?? 'not assigned',
    fields: [
      { name: 'Tag', value: 'URI or identifier', offset: 0, length: 1 },
      { name: 'Length', value: `${length} bytes`, offset: 1, length: 1 },
      ...(text === undefined ? [] : [{ name: 'Identifier', value: text, offset: 2, length }]),
    ],
    ...(text !== undefined && { value: text }),
  };
}

function ef(
  name: string,
  title: string,
  fid: string,
  content: ContentDoc[],
  more: Partial<FileDoc> = {},
): FileDoc {
  const size = (content[0]?.hex.length ?? 0) / 2;
  return {
    path: `${oneM2m}/${fid}`,
    kind: 'ef',
    name,
    title,
    fid,
    state: 'read',
    structure: 'transparent',
    size,
    sfi: Number.parseInt(fid.slice(2), 16),
    lifeCycle: 'operational, activated',
    access,
    contents: content,
    clause: 'oneM2M TS-0003 D.1.3',
    changeAdvice: 'caution',
    ...more,
  };
}

const directory = (
  path: string,
  name: string,
  title: string,
  kind: FileDoc['kind'],
  fid: string,
): FileDoc => ({
  path,
  kind,
  name,
  title,
  fid,
  state: 'read',
  access: [{ operation: 'create', sentence: 'create needs ADM1', rule: 'keys', keys: ['ADM1'] }],
  contents: [],
});

export const files: FileDoc[] = [
  directory('MF', 'MF', 'master file', 'mf', '3F00'),
  ef(
    'EF_DIR',
    'application directory',
    '2F00',
    [
      {
        hex: '61184f0ca0000000871002ff49ff05895008555349 4d20202020'.replaceAll(' ', '').padEnd(76, 'f'),
        state: 'value',
        summary: 'USIM',
        fields: [
          { name: 'Application identifier', value: 'A0000000871002FF49FF0589', offset: 2, length: 14 },
          { name: 'Label', value: 'USIM', offset: 16, length: 10 },
        ],
      },
      { hex: 'ff'.repeat(38), state: 'unassigned', summary: 'not assigned', fields: [] },
    ],
    {
      path: 'MF/2F00',
      structure: 'linear-fixed',
      recordLength: 38,
      recordCount: 2,
      size: 76,
      clause: 'ETSI TS 102 221 13.1',
    },
  ),
  ef(
    'EF_ICCID',
    'serial number of the card',
    '2FE2',
    [
      {
        hex: '98880307000000102143',
        state: 'value',
        summary: iccid,
        fields: [{ name: 'ICCID', value: iccid, offset: 0, length: 10 }],
      },
    ],
    { path: 'MF/2FE2', clause: 'ETSI TS 102 221 13.2' },
  ),
  directory(usim, 'ADF_USIM', 'network application', 'adf', ''),
  ef(
    'EF_IMSI',
    'subscriber identity',
    '6F07',
    [
      {
        hex: '082926100000002143f5',
        state: 'value',
        summary: imsi,
        fields: [
          { name: 'Length', value: '8 bytes', offset: 0, length: 1 },
          { name: 'IMSI', value: imsi, offset: 1, length: 8 },
        ],
      },
    ],
    { path: `${usim}/6F07`, clause: '3GPP TS 31.102 4.2.2' },
  ),
  ef(
    'EF_KEYS',
    'ciphering and integrity keys',
    '6F08',
    [{ hex: '', state: 'secret', summary: 'secret', fields: [] }],
    { path: `${usim}/6F08`, size: 33, clause: '3GPP TS 31.102 4.2.3' },
  ),
  directory(oneM2m, 'DF_1M2M', 'oneM2M directory', 'df', '5F40'),
  ef(
    'EF_1M2MST',
    'oneM2M service table',
    '6F01',
    [
      {
        hex: '3d00',
        state: 'value',
        summary: 'services 1, 3, 4, 5, 6',
        fields: [
          { name: 'Service 1', value: 'M2M node identifier: available', offset: 0, length: 1 },
          { name: 'Service 2', value: 'MAF address: not available', offset: 0, length: 1 },
          { name: 'Service 3', value: 'CSE identifiers: available', offset: 0, length: 1 },
          { name: 'Services 9 to 16', value: 'reserved', offset: 1, length: 1 },
        ],
      },
    ],
    { clause: 'oneM2M TS-0003 D.1.3.1' },
  ),
  ef('EF_1M2MSID', 'subscription identifier', '6F02', [textContent(undefined)]),
  ef('EF_1M2MSPID', 'service provider identifier', '6F03', [textContent('sp.example.com')]),
  ef('EF_M2MNID', 'node identifier', '6F04', [textContent(undefined)]),
  ef('EF_CSEID', 'CSE identifier', '6F05', [
    {
      hex: '8014ff2f6e6f64652f3031'.padEnd(64, 'f'),
      state: 'malformed',
      summary: 'malformed',
      problem: 'Byte 2 is FF, which is not part of UTF-8.',
      fields: [
        { name: 'Tag', value: 'identifier', offset: 0, length: 1 },
        { name: 'Length', value: '20 bytes', offset: 1, length: 1 },
        { name: 'Identifier', value: '�/node/01', offset: 2, length: 20, note: 'not UTF-8' },
      ],
    },
  ]),
  ef(
    'EF_M2MAE-ID',
    'application entity identifiers',
    '6F06',
    [textContent('C0001'), textContent(undefined), textContent(undefined)],
    {
      structure: 'linear-fixed',
      recordLength: 32,
      recordCount: 3,
      size: 96,
    },
  ),
  ef('EF_INCSEIDS', 'infrastructure CSE identifiers', '6F07', [textContent(undefined)]),
  ef('EF_MAFFQDN', 'address of the MAF', '6F08', [], {
    state: 'absent',
    structure: 'transparent',
    access: [],
  }),
  ef('EF_MEFID', 'address of the MEF', '6F09', [textContent(undefined, 64)]),
];

export const keys: KeyStatusDoc[] = [
  { name: 'PIN1', reference: '01', state: 'disabled', triesLeft: 3 },
  { name: 'ADM1', reference: '0A', state: 'enabled', triesLeft: 3 },
  { name: 'ADM2', reference: '0B', state: 'blocked', triesLeft: 0 },
];

export const reader: ReaderDoc = {
  id: 'HID Omnikey 3121 00 00',
  name: 'HID Omnikey 3121',
  simulated: false,
  state: 'card',
  busy: false,
  atr: '3b9f96801fc78031a073be21136743200718000001a5',
  health: 'fault',
  card: {
    atr: '3b9f96801fc78031a073be21136743200718000001a5',
    iccid,
    imsi,
    applications: [
      { aid: usim, kind: 'usim', label: 'USIM', oneM2m: [{ df: '5F40', subscription: '' }] },
      { aid: 'a0000000871004ff49ff0589', kind: 'isim', label: 'ISIM', oneM2m: [] },
    ],
  },
};

const plain: Omit<ReaderDoc, 'id' | 'name' | 'state'> = { simulated: false, busy: false };

export const readers: ReaderDoc[] = [
  reader,
  {
    id: 'Simulator 1',
    name: 'Simulator 1',
    simulated: true,
    state: 'card',
    busy: false,
    health: 'good',
    atr: '3b00',
    card: {
      atr: '3b00',
      iccid: '89883070000000099887',
      imsi: '999700000099887',
      applications: [{ aid: 'a0000006451002ff', kind: '1m2msm', label: '1M2MSM', oneM2m: [] }],
    },
  },
  { ...plain, id: 'ACS ACR39U 01 00', name: 'ACS ACR39U', state: 'empty' },
  { ...plain, id: 'Gemalto 02 00', name: 'Gemalto PC Twin Reader', state: 'mute' },
  {
    ...plain,
    id: 'Cherry 03 00',
    name: 'Cherry ST-2000',
    state: 'held',
    problem: {
      code: 'reader.held',
      kind: 'reader',
      what: 'Another program uses this card.',
      hint: 'Close the other program, for example gpg-agent or a browser.',
      details: {},
    },
  },
];

export const inventory: InventoryDoc = {
  reader: reader.id,
  card: reader.card ?? { atr: '', applications: [] },
  takenAt: Date.UTC(2026, 0, 12, 9, 30),
  files,
  keys,
  health: {
    word: 'fault',
    findings: [
      {
        id: 'identifier.unassigned',
        severity: 'warning',
        path: `${oneM2m}/6F04`,
        what: 'EF_M2MNID holds no node identifier.',
        consequence: 'The gateway cannot name itself to the service provider.',
        remedy: 'Provision the card with its node identifier.',
        clause: 'oneM2M TS-0003 D.1.3.4',
      },
      {
        id: 'content.malformed',
        severity: 'fault',
        path: `${oneM2m}/6F05`,
        what: 'EF_CSEID is malformed: byte 2 is FF, which is not part of UTF-8.',
        consequence: 'A gateway that reads it refuses to register.',
        remedy: 'Write the CSE identifier again by a profile.',
        clause: 'oneM2M TS-0003 D.1.3.5',
      },
      {
        id: 'service.without-file',
        severity: 'notice',
        path: `${oneM2m}/6F08`,
        what: 'Service 2 is not announced and EF_MAFFQDN is absent.',
        consequence: 'None, as long as no MAF is used.',
        remedy: 'Nothing to do.',
        clause: 'oneM2M TS-0003 D.1.3.8',
      },
    ],
  },
  apdus: 41,
  elapsedMs: 912,
};

export const profile: ProfileDoc = {
  id: 'access-network@1.0.0',
  name: 'access-network',
  version: '1.0.0',
  title: 'Gateway in an access network',
  description: 'Fills the nine oneM2M files of a DF_1M2M under the USIM. The files must be there.',
  target: 'df-1m2m',
  createsFiles: false,
  shipped: true,
  digest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  source:
    'name: access-network\nversion: 1.0.0\ntarget:\n  df-1m2m: usim\nfiles:\n  EF_1M2MSID: ${subscription}\n',
  variables: [
    {
      name: 'subscription',
      title: 'Subscription identifier',
      required: true,
      list: false,
      example: 'sub-0001',
      help: 'From the work order of the service provider.',
    },
    { name: 'node', title: 'Node identifier', required: true, list: false, example: 'node-0001' },
    { name: 'provider', title: 'Service provider', required: true, list: false, default: 'sp.example.com' },
    {
      name: 'mef',
      title: 'Address of the MEF',
      required: false,
      list: false,
      example: 'mef.example.com',
      help: 'The server where the gateway enrols.',
    },
    {
      name: 'ae-ids',
      title: 'Application entities',
      required: false,
      list: true,
      example: 'C0001',
      help: 'Identifiers of the applications on this gateway.',
    },
  ],
};

export const profiles: ProfileDoc[] = [
  profile,
  {
    ...profile,
    id: 'access-network-create@1.0.0',
    name: 'access-network-create',
    title: 'Gateway in an access network, creating the files',
    description:
      'As “Gateway in an access network”, and creates the directory and the files that are missing.',
    createsFiles: true,
  },
  {
    ...profile,
    id: 'standalone@1.0.0',
    name: 'standalone',
    title: 'Standalone 1M2MSM',
    target: 'adf-1m2msm',
    description: 'For a card whose oneM2M application is its own.',
  },
  {
    ...profile,
    id: 'depot-north@2.1.0',
    name: 'depot-north',
    version: '2.1.0',
    title: 'Depot North',
    description: 'Gateways of the northern depot.',
    shipped: false,
  },
];
