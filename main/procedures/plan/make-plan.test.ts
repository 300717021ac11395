import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalBytes, toHex } from '../../base/bytes.ts';
import type { SecurityCondition } from '../../card/access/types.ts';
import { decodeFcp } from '../../card/fcp.ts';
import type { Fcp } from '../../card/fcp-types.ts';
import { decodeDirectoryEntry } from '../../card/files/mf/directory-entry.ts';
import { formatPath, parsePath } from '../../card/path.ts';
import { loadSeed } from '../../lab/uicc/seed/load.ts';
import { createUicc } from '../../lab/uicc/uicc.ts';
import { connectUicc } from '../../lab/uicc-link.ts';
import { checkHealth } from '../health/check-health.ts';
import { takeInventory } from '../inventory/take-inventory.ts';
import type { FileReading, Inventory } from '../inventory/types.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile, ProfileValues } from '../profile/types.ts';
import { CardSession } from '../session.ts';
import { gatewayValues, shippedProfile } from '../testing/gateway-values.ts';
import { makePlan } from './make-plan.ts';
import { targetsToLookFor } from './target.ts';
import type { Plan, PlanStep } from './types.ts';
import { makeWipePlan } from './wipe-plan.ts';

const usim = 'a0000000871002ff49ff058903000001';

async function inventoryOf(seed: string, profile = shippedProfile('access-network')): Promise<Inventory> {
  const session = new CardSession(await connectUicc(createUicc({ image: loadSeed(seed).image })));
  return takeInventory(session, { scope: 'onem2m', alsoLookFor: targetsToLookFor(profile) });
}

/** The inventory with one file seen otherwise. */
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

function profileWith(text: string, create = false): Profile {
  return parseProfile(`cardwright: profile/1
name: own
version: 1.0.0
title: Own
target: { kind: df-1m2m${create ? ", fid: '5F50'" : ''} }
create: ${create}
files:
${text}
`);
}

const codes = (plan: Plan): readonly string[] => plan.blockers.map(({ code }) => code);
const names = (steps: readonly PlanStep[]): readonly string[] =>
  steps.map(({ kind, name }) => `${kind} ${name}`);

describe('a plan for files that are there', () => {
  test('changes what differs, services and EF_DIR last, one step a record', async () => {
    const plan = makePlan(
      await inventoryOf('usim-prepersonalised'),
      shippedProfile('access-network'),
      gatewayValues,
    );
    expect(plan).toMatchObject({
      kind: 'provision',
      iccid: '8900101000000000019',
      keys: [0x0a],
      blockers: [],
    });
    expect(formatPath(plan.target)).toBe(`${usim}/5F50`);
    expect(plan.steps.map(({ index }) => index)).toEqual(plan.steps.map((_, at) => at));
    expect(names(plan.steps.slice(-2))).toEqual(['update-binary EF_1M2MST', 'update-record EF_DIR']);
    expect(
      plan.steps.filter(({ name }) => name === 'EF_MEFID').map((step) => 'record' in step && step.record),
    ).toEqual([1, 2]);
    for (const { needs } of plan.steps) expect(needs).toEqual({ kind: 'key', reference: 0x0a });
    const entry = plan.steps.at(-1);
    expect(entry?.kind === 'update-record' && decodeDirectoryEntry(entry.after)).toMatchObject({
      oneM2m: [{ fid: 0x5f50, subscription: new TextEncoder().encode('sub-0001') }],
    });
  });

  test('is empty for a card that is right', async () => {
    const plan = makePlan(await inventoryOf('provisioned'), shippedProfile('access-network'), gatewayValues);
    expect(plan.steps).toEqual([]);
    expect(plan.keys).toEqual([]);
    expect(plan.unchanged.map(({ name }) => name)).toHaveLength(10);
    expect(plan.desired).toHaveLength(23);
  });

  test('withdraws all services first when the card gets another owner', async () => {
    const values = { ...gatewayValues, 'subscription-id': 'sub-0002' };
    const { steps } = makePlan(await inventoryOf('provisioned'), shippedProfile('access-network'), values);
    expect(names(steps)).toEqual([
      'update-binary EF_1M2MST',
      'update-binary EF_1M2MSID',
      'update-binary EF_1M2MST',
      'update-record EF_DIR',
    ]);
    const [withdraw, , announce] = steps;
    expect(withdraw).toMatchObject({ after: Uint8Array.of(0) });
    expect(announce).toMatchObject({ before: Uint8Array.of(0) });
  });

  test('withdraws only the service whose value changes', async () => {
    const inventory = await inventoryOf('provisioned');
    const values = { ...gatewayValues, 'maf-fqdn': 'maf2.example.com' };
    const { steps } = makePlan(inventory, shippedProfile('access-network'), values);
    expect(names(steps)).toEqual([
      'update-binary EF_1M2MST',
      'update-binary EF_MAFFQDN',
      'update-binary EF_1M2MST',
    ]);
    const table = inventory.files.find(({ name }) => name === 'EF_1M2MST');
    const withdrawn = steps[0]?.kind === 'update-binary' ? steps[0].after : new Uint8Array();
    expect(table?.declaration?.codec.decode(withdrawn)).toEqual([1, 2, 4, 5, 6]);
  });

  test('asks for no PIN that is switched off', async () => {
    const inventory = await inventoryOf('usim-prepersonalised');
    const pin1: SecurityCondition = { kind: 'key', reference: 0x01 };
    const pinOrAdm: SecurityCondition = { kind: 'any', of: [pin1, { kind: 'key', reference: 0x0a }] };
    const files = inventory.files.map((file) =>
      file.rules === undefined
        ? file
        : { ...file, rules: [{ operations: ['update' as const], instructions: [], condition: pinOrAdm }] },
    );
    const planWith = (state: 'enabled' | 'disabled') =>
      makePlan(
        { ...inventory, files, keys: [{ reference: 0x01, state, triesLeft: 3 }] },
        shippedProfile('access-network'),
        gatewayValues,
      );
    expect(planWith('enabled').keys).toEqual([0x01]);
    expect(planWith('disabled').keys).toEqual([]);
    expect(planWith('disabled').blockers).toEqual([]);
  });

  test('is blocked where it would announce services whose files are missing or empty', async () => {
    const profile = parseProfile(`cardwright: profile/1
name: announcer
version: 1.0.0
title: Announcer
target: { kind: df-1m2m }
variables: [{ name: node-id, title: Node }]
files:
  - { name: EF_1M2MST, value: [1, 6, 7] }
  - { name: EF_M2MNID, value: "\${node-id}" }
`);
    const blockersOn = async (seed: string, values: ProfileValues) =>
      makePlan(await inventoryOf(seed), profile, values).blockers;
    expect(await blockersOn('usim-prepersonalised', {})).toMatchObject([
      { code: 'plan.service-empty', details: { service: 6, file: 'EF_M2MNID' } },
      { code: 'plan.service-empty', details: { service: 1, file: 'EF_CSEID' } },
    ]);
    expect(await blockersOn('provisioned', { 'node-id': 'urn:gsma:imei:90420156-025763-0' })).toEqual([]);
  });

  test.each([
    ['EF_1M2MSID', { size: 0xffff_ffff }],
    ['EF_M2MAE-ID', { size: 0x0fff_ffff, recordLength: 13, recordCount: undefined }],
    ['EF_M2MAE-ID', { recordLength: 0xffff, recordCount: 254 }],
  ])(
    'is blocked, and made at once, for a deactivated %s that is said to be of any size',
    async (name, shape) => {
      const inventory = await inventoryOf('usim-prepersonalised');
      const files = inventory.files.map((file): Inventory['files'][number] =>
        file.name !== name || file.fcp === undefined
          ? file
          : { ...file, state: 'deactivated', contents: [], fcp: { ...file.fcp, ...shape } as Fcp },
      );
      const plan = makePlan({ ...inventory, files }, shippedProfile('access-network'), gatewayValues);
      expect(plan.blockers).toMatchObject([{ code: 'plan.file-unusable', details: { file: name } }]);
    },
  );

  test('clears what the new values do not have, and announces it no more', async () => {
    const { 'mef-addresses': _mef, ...values } = gatewayValues;
    const { steps } = makePlan(await inventoryOf('provisioned'), shippedProfile('access-network'), values);
    expect(names(steps)).toEqual([
      'update-binary EF_1M2MST',
      'update-record EF_MEFID',
      'update-record EF_MEFID',
    ]);
    for (const step of steps.slice(1))
      expect(step.kind === 'update-record' && toHex(step.after)).toMatch(/^00(ff)+$/);
  });

  test('cautions as table E.2 does, in words for the bench', async () => {
    const { steps } = makePlan(await inventoryOf('provisioned'), shippedProfile('access-network'), {
      ...gatewayValues,
      'subscription-id': 'sub-0002',
      'cse-id': '//sp.example.com/cse-gw2',
    });
    const caution = (name: string) => steps.find((step) => step.name === name)?.caution;
    expect(caution('EF_1M2MSID')).toMatch(/forbids .* enrolled again/);
    expect(caution('EF_CSEID')).toMatch(/restart the device/);
    expect(caution('EF_DIR')).toBeUndefined();
  });
});

describe('what is in the way', () => {
  test('a value that is too long: which file and by how much', async () => {
    const values = { ...gatewayValues, 'subscription-id': 's'.repeat(70) };
    const plan = makePlan(
      await inventoryOf('usim-prepersonalised'),
      shippedProfile('access-network'),
      values,
    );
    expect(plan.blockers[0]).toMatchObject({
      code: 'value.too-long',
      message: 'The value for EF_1M2MSID is 8 bytes too long: it needs 72, there are 64.',
    });
    expect(codes(plan)).toEqual(['value.too-long']);
  });

  test('a record that is too long, and too many of them', async () => {
    const inventory = await inventoryOf('usim-prepersonalised');
    const long = makePlan(inventory, shippedProfile('access-network'), {
      ...gatewayValues,
      'ae-ids': ['Sa', `S${'x'.repeat(60)}`],
    });
    expect(long.blockers[0]?.message).toContain('record 2 of EF_M2MAE-ID is 14 bytes too long');
    const many = makePlan(inventory, shippedProfile('access-network'), {
      ...gatewayValues,
      'mef-addresses': ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'],
    });
    expect(codes(many)).toEqual(['value.too-many']);
  });

  test('an identifier that the profile puts together wrongly', async () => {
    const profile = parseProfile(`cardwright: profile/1
name: own
version: 1.0.0
title: Own
target: { kind: df-1m2m }
variables:
  - { name: serial, title: Serial }
files:
  - { name: EF_CSEID, value: 'gateway-\${serial}' }
`);
    const plan = makePlan(await inventoryOf('usim-prepersonalised'), profile, { serial: '7' });
    expect(plan.blockers[0]).toMatchObject({ code: 'value.invalid' });
    expect(plan.blockers[0]?.message).toContain('The value for EF_CSEID is not a valid identifier');
  });

  test('several things at once are all told', async () => {
    const values: ProfileValues = { ...gatewayValues, 'subscription-id': '', 'cse-id': 'x', colour: 'red' };
    const plan = makePlan(
      await inventoryOf('usim-prepersonalised'),
      shippedProfile('access-network'),
      values,
    );
    expect(codes(plan)).toEqual(['value.invalid', 'value.invalid', 'value.invalid']);
  });

  test('files that are missing when none are to be created', async () => {
    const plan = makePlan(await inventoryOf('standalone-blank'), shippedProfile('standalone'), gatewayValues);
    expect(new Set(codes(plan))).toEqual(new Set(['plan.file-missing']));
    expect(plan.blockers).toHaveLength(9);
  });

  test('no target, several, and the chosen one', async () => {
    const profile = shippedProfile('access-network');
    expect(codes(makePlan(await inventoryOf('no-onem2m'), profile, gatewayValues))).toEqual([
      'target.absent',
    ]);
    const several = await inventoryOf('two-modules');
    const ambiguous = makePlan(several, profile, gatewayValues);
    expect(ambiguous.blockers[0]?.message).toContain(`${usim}/5F50, ${usim}/5F51`);
    const chosen = makePlan(several, profile, gatewayValues, { target: parsePath(`${usim}/5F51`) });
    expect(formatPath(chosen.target)).toBe(`${usim}/5F51`);
    expect(chosen.blockers).toEqual([]);
    const wrong = makePlan(several, profile, gatewayValues, { target: parsePath('MF') });
    expect(codes(wrong)).toEqual(['target.unsuitable']);
    const modules = makePlan(several, shippedProfile('standalone'), gatewayValues);
    expect(codes(modules)).toEqual(['target.ambiguous']);
  });

  test('a file that can never be changed, or only in another way', async () => {
    const inventory = await inventoryOf('usim-prepersonalised');
    const rule = (condition: 'never' | 'secure') => () => ({
      rules: [
        {
          operations: ['update' as const],
          instructions: [],
          condition:
            condition === 'never'
              ? ({ kind: 'never' } as const)
              : ({ kind: 'secure-messaging', raw: new Uint8Array() } as const),
        },
      ],
    });
    const profile = shippedProfile('access-network');
    expect(codes(makePlan(seeing(inventory, 'EF_CSEID', rule('never')), profile, gatewayValues))).toEqual([
      'access.never',
    ]);
    // Not with a key that is presented; another route may do.
    const secured = makePlan(seeing(inventory, 'EF_CSEID', rule('secure')), profile, gatewayValues);
    expect(codes(secured)).toEqual([]);
    expect(secured.obstacles.map(({ code }) => code)).toEqual(['access.route']);
  });

  test('a file of another structure, a terminated one, a card without ICCID', async () => {
    const inventory = await inventoryOf('usim-prepersonalised');
    const profile = shippedProfile('access-network');
    const cyclic = seeing(inventory, 'EF_MEFID', ({ fcp }) => ({ fcp: { ...fcp!, structure: 'cyclic' } }));
    expect(codes(makePlan(cyclic, profile, gatewayValues))).toEqual(['file.wrong-structure']);
    const dead = seeing(inventory, 'EF_MEFID', ({ fcp }) => ({ fcp: { ...fcp!, lifeCycle: 'terminated' } }));
    expect(codes(makePlan(dead, profile, gatewayValues))).toEqual(['plan.file-unusable']);
    const { iccid: _iccid, ...nameless } = inventory;
    expect(codes(makePlan(nameless, profile, gatewayValues))).toEqual(['plan.no-iccid']);
  });

  test('EF_DIR that has no room for a new DF_1M2M', async () => {
    const profile = shippedProfile('access-network-create');
    const inventory = await inventoryOf('usim-blank', profile);
    const narrow = seeing(inventory, 'EF_DIR', ({ contents }) => ({
      contents: contents.map((record) => record.slice(0, 30)),
    }));
    expect(codes(makePlan(narrow, profile, gatewayValues))).toEqual(['plan.announce-impossible']);
  });
});

describe('a plan that creates files', () => {
  test('creates before it fills, the service table last, and announces at the end', async () => {
    const profile = shippedProfile('access-network-create');
    const plan = makePlan(await inventoryOf('usim-blank', profile), profile, gatewayValues);
    expect(plan.blockers).toEqual([]);
    const steps = names(plan.steps);
    expect(steps[0]).toBe('create-file DF_1M2M');
    expect(steps.slice(-3)).toEqual([
      'create-file EF_1M2MST',
      'update-binary EF_1M2MST',
      'update-record EF_DIR',
    ]);
    const firstContent = steps.findIndex((step) => step.startsWith('update'));
    expect(steps.slice(1, firstContent).every((step) => step.startsWith('create-file'))).toBe(true);
    expect(firstContent).toBe(9);
  });

  test('gives new files the rules of the standard in the form the card uses', async () => {
    const profile = shippedProfile('access-network-create');
    for (const [seed, form] of [
      ['usim-blank', 'referenced'],
      ['no-onem2m', 'referenced'],
    ] as const) {
      const { steps } = makePlan(await inventoryOf(seed, profile), profile, gatewayValues);
      const created = steps.filter((step) => step.kind === 'create-file' && step.file.type === 'ef');
      expect(created).toHaveLength(9);
      for (const step of created) {
        const fcp = step.kind === 'create-file' ? decodeFcp(step.fcp) : undefined;
        expect(fcp?.security.form, step.name).toBe(form);
        // EF_M2MAE-ID has the FID that EF_ARR has in an ADF: a reference to it would lead astray.
        expect(fcp?.security).not.toMatchObject({ fid: 0x6f06 });
        expect(fcp?.lifeCycle).toBe('activated');
      }
    }
  });

  test('writes its own rules where the card has no model for them', async () => {
    const profile = shippedProfile('access-network-create');
    const inventory = await inventoryOf('usim-blank', profile);
    const bare: Inventory = {
      ...inventory,
      files: inventory.files.map(({ rules: _rules, ...file }) => file),
    };
    const { steps } = makePlan(bare, profile, gatewayValues);
    const [directory, file] = steps.filter((step) => step.kind === 'create-file');
    expect(directory?.kind === 'create-file' && decodeFcp(directory.fcp).security.form).toBe('expanded');
    expect(file?.kind === 'create-file' && decodeFcp(file.fcp).security).toMatchObject({
      form: 'expanded',
      rules: [
        { operations: ['read'], condition: { kind: 'always' } },
        { condition: { kind: 'key', reference: 0x0a } },
      ],
    });
  });

  test('enlarges a file that is too small only where the card allows it', async () => {
    const profile = profileWith(`  - { name: EF_1M2MSID, value: '${'s'.repeat(70)}' }`, true);
    const inventory = await inventoryOf('usim-prepersonalised', profile);
    const allowed = seeing(inventory, 'EF_1M2MSID', ({ rules }) => ({
      rules: [
        ...(rules ?? []),
        { operations: ['resize'], instructions: [], condition: { kind: 'key', reference: 0x0a } },
      ],
    }));
    const plan = makePlan(allowed, profile, {});
    expect(plan.blockers.map(({ code }) => code)).toEqual([]);
    expect(names(plan.steps).slice(0, 2)).toEqual(['resize-file EF_1M2MSID', 'update-binary EF_1M2MSID']);
    expect(plan.steps[0]).toMatchObject({ from: 64, to: 72 });
    const forbidden = seeing(inventory, 'EF_1M2MSID', ({ rules }) => ({
      rules: (rules ?? []).map((each) => ({
        ...each,
        operations: each.operations.filter((one) => one !== 'resize'),
      })),
    }));
    expect(codes(makePlan(forbidden, profile, {}))).toContain('value.too-long');
  });

  test('leaves room for values that need more than usual', async () => {
    const profile = parseProfile(`cardwright: profile/1
name: own
version: 1.0.0
title: Own
target: { kind: adf-1m2msm }
create: true
files:
  - { name: EF_1M2MSID, value: '${'s'.repeat(100)}' }
  - { name: EF_M2MAE-ID, value: [${'S1,'.repeat(10)} S2] }
`);
    const { steps } = makePlan(await inventoryOf('standalone-blank'), profile, {});
    const shapes = steps.flatMap((step) =>
      step.kind === 'create-file' && step.file.type === 'ef' ? [step.file] : [],
    );
    expect(shapes).toMatchObject([{ size: 102 }, { size: 11 * 48, recordLength: 48 }]);
  });
});

describe('a wipe', () => {
  test('takes the services away first, then every value, and EF_DIR at last', async () => {
    const plan = makeWipePlan(await inventoryOf('provisioned'));
    expect(plan.kind).toBe('wipe');
    expect(names(plan.steps)[0]).toBe('update-binary EF_1M2MST');
    expect(names(plan.steps).at(-1)).toBe('update-record EF_DIR');
    for (const { name, content } of plan.desired.filter(({ declaration }) => declaration?.home === '1M2M'))
      expect(toHex(content), name).toMatch(name === 'EF_1M2MST' ? /^(00)+$/ : /^(8000|00)(ff)+$/);
  });

  test('is empty for a pre-personalised card, and asks when there are several directories', async () => {
    expect(makeWipePlan(await inventoryOf('usim-prepersonalised')).steps).toEqual([]);
    expect(codes(makeWipePlan(await inventoryOf('two-modules')))).toEqual(['target.ambiguous']);
  });
});

test('whatever the values, a plan is made; its steps end with what it desires', {
  timeout: 30_000,
}, async () => {
  const inventory = await inventoryOf('provisioned');
  const profile = shippedProfile('access-network');
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom('\uD800', '//x\uDC00'));
  const values = fc.dictionary(
    fc.constantFrom(...Object.keys(gatewayValues)),
    fc.oneof(text, fc.array(text, { maxLength: 6 })),
  );
  fc.assert(
    fc.property(values, (given) => {
      const plan = makePlan(inventory, profile, given);
      for (const wanted of plan.desired) {
        const last = plan.steps.findLast(
          (step) =>
            formatPath(step.path) === formatPath(wanted.path) &&
            (step.kind === 'update-binary' ||
              (step.kind === 'update-record' && step.record === wanted.record)),
        );
        if (last !== undefined && 'after' in last) expect(equalBytes(last.after, wanted.content)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('whatever a card says of its files, plans and findings are made of it', {
  timeout: 30_000,
}, async () => {
  const inventory = await inventoryOf('provisioned');
  const condition = fc.constantFrom<SecurityCondition>(
    { kind: 'always' },
    { kind: 'never' },
    { kind: 'key', reference: 0x0a },
    { kind: 'unknown', raw: Uint8Array.of(0x10) },
    { kind: 'any', of: [] },
  );
  const change = fc.record(
    {
      state: fc.constantFrom('read', 'absent', 'no-access', 'unreadable', 'deactivated', 'not-read'),
      contents: fc.array(fc.uint8Array({ maxLength: 90 }), { maxLength: 9 }),
      size: fc.integer({ min: 0, max: 70_000 }),
      recordLength: fc.integer({ min: 0, max: 300 }),
      recordCount: fc.integer({ min: 0, max: 300 }),
      structure: fc.constantFrom('transparent', 'linear-fixed', 'cyclic', 'ber-tlv'),
      condition,
    },
    { requiredKeys: [] },
  );
  const changes = fc.array(fc.tuple(fc.nat(inventory.files.length - 1), change), { maxLength: 6 });
  fc.assert(
    fc.property(changes, fc.boolean(), (list, create) => {
      const files = [...inventory.files];
      for (const [at, { state, contents, condition: needs, ...shape }] of list) {
        const { fcp, ...file } = files[at]!;
        const operations = ['read', 'update', 'resize', 'activate', 'create-ef'] as const;
        files[at] = {
          ...file,
          state: state ?? file.state,
          contents: contents ?? file.contents,
          ...(fcp === undefined ? {} : { fcp: Object.assign({ ...fcp }, shape) }),
          ...(needs === undefined ? {} : { rules: [{ operations, instructions: [], condition: needs }] }),
        };
      }
      const seen: Inventory = { ...inventory, files };
      const profile = shippedProfile(create ? 'access-network-create' : 'access-network');
      for (const plan of [makePlan(seen, profile, gatewayValues), makeWipePlan(seen)])
        for (const step of plan.steps) expect(step.path.fids.length).toBeGreaterThan(0);
      for (const finding of checkHealth(seen)) expect(finding.what).not.toBe('');
    }),
    { numRuns: 300 },
  );
});
