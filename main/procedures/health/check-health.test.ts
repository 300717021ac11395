import { describe, expect, test } from 'vitest';
import { conditionFor } from '../../card/access/condition-for.ts';
import type { AccessRule } from '../../card/access/types.ts';
import { listSeeds, loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import type { FileReading, Finding, Inventory, KeyStatus } from '../inventory/types.ts';
import { CardSession } from '../session.ts';
import { checkHealth } from './check-health.ts';
import { healthWord } from './health-word.ts';

async function inventoryOf(seed: string): Promise<Inventory> {
  const link = await connectUicc(createUicc({ image: loadSeed(seed).image }));
  return takeInventory(new CardSession(link), { scope: 'onem2m' });
}

function seeing(
  inventory: Inventory,
  name: string,
  change: (file: FileReading) => Partial<FileReading>,
): Inventory {
  return {
    ...inventory,
    files: inventory.files.map((file) => (file.name === name ? { ...file, ...change(file) } : file)),
  };
}

const ids = (findings: readonly Finding[]): readonly string[] => findings.map(({ id }) => id);

describe('health', () => {
  test('of a provisioned card is good', async () => {
    const findings = checkHealth(await inventoryOf('provisioned'));
    expect(ids(findings)).toEqual(['pin.enabled']);
    expect(healthWord(findings)).toBe('good');
  });

  test('of a pre-personalised card is good, with the hint that it waits for its values', async () => {
    const findings = checkHealth(await inventoryOf('usim-prepersonalised'));
    expect(ids(findings)).toEqual(['card.not-provisioned']);
    expect(healthWord(findings)).toBe('good');
  });

  test('of a card without oneM2M says so', async () => {
    expect(ids(checkHealth(await inventoryOf('no-onem2m')))).toEqual(['card.no-onem2m']);
  });

  test('of a faulty card: each fault once, the worst first', async () => {
    const findings = checkHealth(await inventoryOf('faulty-onem2m'));
    expect(healthWord(findings)).toBe('fault');
    expect(new Set(ids(findings))).toEqual(
      new Set([
        'service.value-unassigned',
        'service.file-missing',
        'gba.not-supported',
        'file.deactivated',
        'content.malformed',
        'access.open',
        'directory.other-subscription',
        'identifier.syntax',
        'service.reserved',
        'service.not-announced',
      ]),
    );
    const severities = findings.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort((a, b) => 'fwn'.indexOf(a[0]!) - 'fwn'.indexOf(b[0]!)));
  });

  test('of an empty module names the missing files', async () => {
    const findings = checkHealth(await inventoryOf('standalone-blank'));
    expect(ids(findings)).toEqual([
      'file.mandatory-missing',
      'file.mandatory-missing',
      'file.mandatory-missing',
      'file.missing-in-module',
    ]);
  });

  test('says what, why, what to do and where it is written, in whole sentences', async () => {
    for (const { name } of listSeeds()) {
      if (name === 'mute' || name === 'bank-card') continue;
      for (const { what, consequence, remedy, clause } of checkHealth(await inventoryOf(name))) {
        for (const sentence of [what, consequence, remedy]) expect(sentence, name).toMatch(/^[A-Z“].*\.$/s);
        expect(clause).toMatch(/TS/);
      }
    }
  });
});

describe('a finding', () => {
  const allowing = (
    rules: readonly AccessRule[] | undefined,
    operation: 'read' | 'update',
    condition: AccessRule['condition'],
  ) => [
    ...(rules ?? []).map((rule) => ({
      ...rule,
      operations: rule.operations.filter((each) => each !== operation),
    })),
    { operations: [operation], instructions: [], condition },
  ];

  test('for a file the user can change with a PIN', async () => {
    const inventory = seeing(await inventoryOf('provisioned'), 'EF_CSEID', ({ rules }) => ({
      rules: allowing(rules, 'update', {
        kind: 'any',
        of: [
          { kind: 'key', reference: 1 },
          { kind: 'key', reference: 10 },
        ],
      }),
    }));
    expect(checkHealth(inventory)[0]).toMatchObject({ id: 'access.user-key', severity: 'warning' });
  });

  test('for a file that cannot always be read', async () => {
    const inventory = seeing(await inventoryOf('provisioned'), 'EF_CSEID', ({ rules }) => ({
      rules: allowing(rules, 'read', { kind: 'key', reference: 1 }),
    }));
    expect(
      conditionFor(inventory.files.find(({ name }) => name === 'EF_CSEID')?.rules ?? [], 'read').kind,
    ).toBe('key');
    expect(ids(checkHealth(inventory))).toContain('access.read-stricter');
  });

  test('for GBA services in a module, and where the hosting application keeps its table behind a PIN', async () => {
    const announcing = (inventory: Inventory, services: readonly number[]) =>
      seeing(inventory, 'EF_1M2MST', ({ declaration }) => ({
        contents: [declaration!.codec.encode(services, 1)],
      }));
    const module = announcing(await inventoryOf('standalone-1m2msm'), [7, 8]);
    expect(ids(checkHealth(module))).toContain('gba.in-module');
    const hidden = announcing(await inventoryOf('provisioned'), [1, 2, 3, 4, 5, 6, 7]);
    expect(ids(checkHealth(hidden))).toContain('gba.unknown');
    const supported = announcing(await inventoryOf('usim-prepersonalised'), [8]);
    expect(ids(checkHealth(supported)).filter((id) => id.startsWith('gba'))).toEqual([]);
  });

  test('for services of nobody', async () => {
    const inventory = seeing(await inventoryOf('usim-prepersonalised'), 'EF_1M2MST', ({ declaration }) => ({
      contents: [declaration!.codec.encode([7], 1)],
    }));
    expect(ids(checkHealth(inventory))).toContain('file.mandatory-unassigned');
  });

  test('for an MEF that is there twice', async () => {
    const inventory = seeing(await inventoryOf('provisioned'), 'EF_MEFID', ({ contents }) => ({
      contents: [contents[0]!, contents[1]!, contents[0]!, contents[3]!],
    }));
    const [finding] = checkHealth(inventory);
    expect(finding).toMatchObject({ id: 'list.repeated-entry' });
    expect(finding?.consequence).toContain('again instead of the next one');
  });

  test('for a directory and an application that are announced, but not there', async () => {
    const absent = (inventory: Inventory, name: string) =>
      seeing(inventory, name, () => ({ state: 'absent', contents: [] }));
    const framework = absent(await inventoryOf('provisioned'), 'DF_1M2M');
    expect(checkHealth(framework)[0]).toMatchObject({ id: 'directory.absent', severity: 'fault' });
    const module = absent(await inventoryOf('standalone-1m2msm'), 'ADF_1M2MSM');
    expect(checkHealth(module)[0]?.what).toContain('the 1M2MSM application a0000006451002');
  });

  test('for an EF_DIR that cannot be read, or has a broken record', async () => {
    const gone = seeing(await inventoryOf('provisioned'), 'EF_DIR', () => ({
      state: 'absent',
      contents: [],
    }));
    expect(ids(checkHealth(gone))).toContain('directory.unreadable');
    const broken = seeing(await inventoryOf('provisioned'), 'EF_DIR', ({ contents }) => ({
      contents: [...contents.slice(1), Uint8Array.of(0x61, 0x70)],
    }));
    expect(ids(checkHealth(broken))).toContain('directory.malformed');
  });

  test.each<readonly [string, KeyStatus, string | undefined]>([
    ['ADM1 with one try', { reference: 0x0a, state: 'enabled', triesLeft: 1 }, 'key.last-try'],
    ['ADM1 blocked', { reference: 0x0a, state: 'blocked', triesLeft: 0 }, 'key.blocked'],
    ['ADM1 with two tries', { reference: 0x0a, state: 'enabled', triesLeft: 2 }, undefined],
    ['PIN1 enabled', { reference: 1, state: 'enabled', triesLeft: 3 }, 'pin.enabled'],
    ['PIN1 blocked', { reference: 1, state: 'blocked' }, 'pin.blocked'],
    ['PIN1 disabled', { reference: 1, state: 'disabled' }, undefined],
    ['PIN2 enabled', { reference: 0x81, state: 'enabled' }, undefined],
  ])('for %s', async (_what, key, id) => {
    const inventory = { ...(await inventoryOf('provisioned')), keys: [key] };
    expect(ids(checkHealth(inventory))).toEqual(id === undefined ? [] : [id]);
  });
});
