import { expect, test } from 'vitest';
import { fromHex } from '../../base/bytes.ts';
import { CardError } from '../../base/error.ts';
import { declarationNamed } from '../../card/files/table.ts';
import { parsePath } from '../../card/path.ts';
import { inventoryDoc } from '../../contract/card.ts';
import type { FileReading, Finding, Inventory } from '../../procedures/inventory/types.ts';
import { presentInventory } from './inventory.ts';

const iccid = declarationNamed('MF', 'EF_ICCID')!;
const readings: FileReading[] = [
  { path: parsePath('MF'), kind: 'mf', name: 'MF', state: 'read', contents: [] },
  {
    path: parsePath('MF/2FE2'),
    kind: 'ef',
    declaration: iccid,
    name: iccid.name,
    fcp: {
      kind: 'ef',
      structure: 'transparent',
      size: 10,
      lifeCycle: 'activated',
      security: { form: 'none' },
      pins: [],
      raw: fromHex(''),
    },
    rules: [{ operations: ['read'], instructions: [], condition: { kind: 'always' } }],
    state: 'read',
    contents: [fromHex('98881201000000000081')],
  },
  {
    path: parsePath('MF/6F99'),
    kind: 'ef',
    name: '6F99',
    state: 'unreadable',
    contents: [],
    problem: new CardError('file.malformed', 'No.', { hint: 'Ask the card issuer.' }),
  },
];
const inventory: Inventory = {
  atr: fromHex('3b00'),
  iccid: '8988211000000000018',
  applications: [
    {
      aid: fromHex('a0000000871002'),
      label: '',
      kind: 'usim',
      oneM2m: [
        { fid: 0x5f40, subscription: new TextEncoder().encode('sub-1') },
        { fid: 0x5f41, subscription: fromHex('ff00') },
      ],
    },
  ],
  oneM2mHomes: [],
  files: readings,
  keys: [{ reference: 0x0a, state: 'blocked', triesLeft: 0 }],
  apdus: 12,
  elapsedMs: 3.5,
};
const circumstances = { reader: 'Reader 0', takenAt: 9, findings: [] };

test('an inventory becomes a document of the contract', () => {
  const doc = presentInventory(inventory, circumstances);
  expect(inventoryDoc.parse(doc)).toEqual(doc);
  expect(doc.card).toEqual({
    atr: '3b00',
    iccid: '8988211000000000018',
    applications: [
      {
        aid: 'a0000000871002',
        kind: 'usim',
        label: 'USIM',
        oneM2m: [
          { df: '5F40', subscription: 'sub-1' },
          { df: '5F41', subscription: 'ff00' },
        ],
      },
    ],
  });
  expect(doc.keys).toEqual([{ name: 'ADM1', reference: '0A', state: 'blocked', triesLeft: 0 }]);
  expect(doc.files.map((file) => file.fid)).toEqual(['3F00', '2FE2', '6F99']);
  expect(doc.files[1]).toMatchObject({
    structure: 'transparent',
    size: 10,
    contents: [{ state: 'value' }],
    clause: iccid.clause,
  });
  expect(doc.files[2]).toMatchObject({ title: '6F99', access: [], problem: { code: 'file.malformed' } });
});

const finding = (severity: Finding['severity']): Finding => ({
  id: severity,
  severity,
  path: parsePath('MF/2FE2'),
  what: 'W.',
  consequence: 'C.',
  remedy: 'R.',
  clause: 'X',
});

test.each([
  [[], 'good'],
  [['notice'], 'good'],
  [['notice', 'warning'], 'attention'],
  [['warning', 'fault'], 'fault'],
] as const)('findings %s are in one word %s', (severities, word) => {
  const { health } = presentInventory(inventory, { ...circumstances, findings: severities.map(finding) });
  expect(health.word).toBe(word);
  expect(health.findings.map((found) => found.path)).toEqual(severities.map(() => 'MF/2FE2'));
});
