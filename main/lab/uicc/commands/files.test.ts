import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../base/bytes.ts';
import { decodeFcp } from '../../../card/fcp.ts';
import { buildCreateTemplate } from '../../../card/fcp-build.ts';
import { parsePath } from '../../../card/path.ts';
import { freeBytes } from '../os/memory-use.ts';
import { type TestTerminal, terminalOf, terminalWith, verifyAdm1 } from '../test-terminal.ts';

const aid = 'a0000000871002ff49ff058903000001';
const byAdm1 = { kind: 'key', reference: 0x0a } as const;
const security = {
  form: 'expanded',
  rules: [
    { operations: ['read'], instructions: [], condition: { kind: 'always' } },
    {
      operations: ['update', 'activate', 'deactivate', 'terminate', 'delete', 'resize'],
      instructions: [],
      condition: byAdm1,
    },
  ],
} as const;
const dfSecurity = {
  form: 'expanded',
  rules: [
    {
      operations: ['create-ef', 'create-df', 'delete-child', 'delete', 'terminate'],
      instructions: [],
      condition: byAdm1,
    },
  ],
} as const;
type NewFile = Parameters<typeof buildCreateTemplate>[0];

function create(file: NewFile): string {
  const template = toHex(buildCreateTemplate(file));
  return `00e00000${(template.length / 2).toString(16).padStart(2, '0')}${template}`;
}
const ef = (fid: number, more: Partial<Extract<NewFile, { kind: 'ef' }>> = {}): NewFile => ({
  kind: 'ef',
  fid,
  structure: 'transparent',
  size: 8,
  security,
  ...more,
});
const df = (fid: number): NewFile => ({ kind: 'df', fid, security: dfSecurity });

async function inUsim(seed = 'usim-blank'): Promise<TestTerminal> {
  const terminal = await terminalWith(seed);
  await terminal.send(`00a4040c10${aid}`);
  await terminal.send(verifyAdm1);
  return terminal;
}

describe('CREATE FILE', () => {
  test('a DF and an EF in it become current, are filled with FF and survive a power-off', async () => {
    const { card, send, get } = await inUsim();
    expect(await send(create(df(0x5f50)))).toBe('9000');
    expect(decodeFcp(fromHex((await get('80f2000000')).slice(0, -4)))).toMatchObject({
      kind: 'df',
      fid: 0x5f50,
      pins: [{ reference: 1 }, { reference: 0x0a }, { reference: 0x81 }],
    });
    expect(await send(create(ef(0x6f02, { sfi: 2 })))).toBe('9000');
    expect(await send('00b0000008')).toBe('ffffffffffffffff9000');
    expect(await send('00d6000003800161')).toBe('9000');
    await card.powerOff();
    const again = await terminalOf(card);
    await again.send(`00a4040c10${aid}`);
    await again.send('00a4090c045f506f02');
    expect(await again.send('00b0000003')).toBe('8001619000');
    expect(await again.send('00d600000100')).toBe('6982');
  });

  test('records, filling patterns and SFIs', async () => {
    const { send, get } = await inUsim();
    const records = ef(0x6ff7, { structure: 'linear-fixed', size: 12, recordLength: 4, sfi: 'none' });
    expect(await send(create({ ...records, filling: fromHex('00ff') } as NewFile))).toBe('9000');
    expect(await send('00b2030404')).toBe('00ffffff9000');
    expect(decodeFcp(fromHex((await get('00a40004026ff7')).slice(0, -4)))).toMatchObject({
      recordLength: 4,
      recordCount: 3,
      size: 12,
    });
  });

  test('without tag 88 the last five bits of the FID are the SFI', async () => {
    const { send } = await inUsim();
    await send(create(df(0x5f50)));
    expect(await send(create(ef(0x6f1a)))).toBe('9000');
    await send('00a4000c025f50');
    expect(await send('00b09a0001')).toBe('ff9000');
    expect(await send(create(ef(0x6f3a)))).toBe('9000');
    expect(await send(create(ef(0x6f5a, { sfi: 0x1a })))).toBe('6a80');
  });

  test('an ADF gets its name; the same name twice is 6A8A', async () => {
    const { send, card } = await inUsim();
    await send('00a4000c023f00');
    const adf: NewFile = {
      kind: 'adf',
      fid: 0x7f01,
      aid: fromHex('a0000006451002ffff01'),
      security: dfSecurity,
    };
    expect(await send(create(adf))).toBe('9000');
    expect(await send(create(ef(0x6f0a)))).toBe('9000');
    expect(card.readFileDirect(parsePath('a0000006451002ffff01/6F0A'))).toHaveLength(8);
    await send('00a4000c023f00');
    expect(await send(create(adf))).toBe('6a8a');
    expect(await send('00a4040c07a0000006451002')).toBe('9000');
  });

  test('needs the right of the directory', async () => {
    const { card, send } = await terminalWith('usim-blank');
    await send(`00a4040c10${aid}`);
    const before = card.snapshot();
    expect(await send(create(df(0x5f50)))).toBe('6982');
    expect(card.snapshot()).toBe(before);
    const closed = await inUsim('no-onem2m');
    expect(await closed.send(create(df(0x5f50)))).toBe('6982');
  });

  test('refuses what exists, what is reserved and what has no room', async () => {
    const { card, send } = await inUsim();
    const before = card.snapshot();
    expect(await send(create(ef(0x6f07)))).toBe('6a89');
    expect(await send(create(df(0x6f07)))).toBe('6a89');
    expect(await send(create(ef(0x3f00)))).toBe('6a80');
    expect(await send(create(ef(0x7fff)))).toBe('6a80');
    expect(await send(create(ef(0x6ff0, { size: 32000 })))).toBe('9000');
    const free = freeBytes(card.snapshot());
    expect(await send(create(ef(0x6ff1, { size: free - 23 })))).toBe('6a84');
    expect(await send(create(ef(0x6ff1, { size: free - 24 })))).toBe('9000');
    expect(freeBytes(card.snapshot())).toBe(0);
    expect(before.files.size).toBe(card.snapshot().files.size - 2);
  });

  test.each([
    ['no template', '00e0000002 8300'],
    ['no FID', '00e000000a 6208 82024121 80020008'],
    ['no access rules', '00e000000e 620c 82024121 83026ff0 80020008'],
    ['no size', '00e0000010 620e 82024121 83026ff0 8a0105 8c0100'],
    ['an unknown structure', '00e0000013 6211 82024021 83026ff0 8a0105 8c0100 80020008'],
    ['cut-off data objects', '00e0000004 62108202'],
    ['a life cycle of its own', '00e0000013 6211 82024121 83026ff0 8a0140 8c0100 80020008'],
  ])('6A80 for %s', async (_, command) => {
    const { send } = await inUsim();
    expect(await send(command)).toBe('6a80');
  });

  test('records that do not divide the size are 6A80', async () => {
    const { send } = await inUsim();
    expect(await send('00e0000015 6213 8204422100 03 83026ff0 8a0105 8c0100 80020008')).toBe('6a80');
    expect(await send('00e00100 00')).toBe('6a86');
  });
});

describe('DELETE FILE', () => {
  test('a directory goes with all that is in it, and its memory is free again', async () => {
    const { card, send } = await inUsim('usim-prepersonalised');
    const [files, free] = [card.snapshot().files.size, freeBytes(card.snapshot())];
    expect(await send('00e40000025f50')).toBe('9000');
    expect(card.snapshot().files.size).toBe(files - 11);
    expect(freeBytes(card.snapshot())).toBeGreaterThan(free + 1000);
    expect(await send('00a4000c025f50')).toBe('6a82');
  });

  test('from within: the parent becomes current', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    await send('00a4000c025f50');
    expect(await send('00e40000025f50')).toBe('9000');
    expect(await send('00a4000c026fad')).toBe('9000');
  });

  test('a current EF that is deleted is no longer current', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    await send('00a4090c045f506f02');
    expect(await send('00e40000026f02')).toBe('9000');
    expect(await send('00b0000001')).toBe('6986');
  });

  test('refuses', async () => {
    const { card, send } = await inUsim('usim-prepersonalised');
    expect(await send('00e4000002abcd')).toBe('6a82');
    expect(await send('00e40000016f')).toBe('6700');
    expect(await send('00e40001026f07')).toBe('6a86');
    await send('00a4000c023f00');
    expect(await send('00e40000023f00')).toBe('6985');
    await card.reset('cold');
    await send(`00a4040c10${aid}`);
    expect(await send('00e40000025f50')).toBe('6982');
  });

  test('not under the feet of another channel', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    expect(await send('0070000001')).toBe('019000');
    await send(`01a4040c10${aid}`);
    await send('01a4000c025f50');
    expect(await send('00e40000025f50')).toBe('6985');
    await send('01a4000c023f00');
    expect(await send('00e40000025f50')).toBe('9000');
  });
});

describe('RESIZE FILE', () => {
  const resize = (fid: string, size: string): string => `80d400000a 6208 8302${fid} 8002${size}`;

  test('grows with FF, shrinks, keeps what fits', async () => {
    const { card, send } = await inUsim('usim-prepersonalised');
    await send('00a4000c025f50');
    await send('00d682000201aa');
    expect(await send(resize('6f02', '0060'))).toBe('9000');
    const file = (): string => toHex(card.readFileDirect(parsePath(`${aid}/5F50/6F02`)));
    expect(file()).toBe(`01aa${'ff'.repeat(94)}`);
    expect(await send(resize('6f02', '0001'))).toBe('9000');
    expect(file()).toBe('01');
    expect(await send(resize('6f06', '0030'))).toBe('9000');
    expect(card.readFileDirect(parsePath(`${aid}/5F50/6F06`))).toHaveLength(48);
  });

  test('refuses', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    expect(await send(resize('abcd', '0001'))).toBe('6a82');
    expect(await send(resize('5f50', '0001'))).toBe('6982');
    expect(await send(resize('6f39', '0003'))).toBe('6981');
    expect(await send(resize('6fb7', '0005'))).toBe('6a80');
    expect(await send(resize('6f38', '0000'))).toBe('6a80');
    expect(await send('80d40000026200')).toBe('6a80');
    expect(await send(resize('6f38', '7fff'))).toBe('9000');
    expect(await send(resize('6f46', '7fff'))).toBe('6a84');
    expect(await send('00d40000026200')).toBe('6e00');
  });
});

describe('life cycle', () => {
  test('a file that is created in state “creation” is activated afterwards', async () => {
    const { send, get } = await inUsim();
    expect(await send(create(ef(0x6ff0, { lifeCycle: 'creation' })))).toBe('9000');
    const state = async (): Promise<string> =>
      decodeFcp(fromHex((await get('00a40004026ff0')).slice(0, -4))).lifeCycle;
    expect(await state()).toBe('creation');
    expect(await send('00d60000010a')).toBe('9000');
    expect(await send('0044000000')).toBe('9000');
    expect(await state()).toBe('activated');
  });

  test('a deactivated file cannot be read or written until it is activated', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    expect(await send('00040000026fad')).toBe('9000');
    expect(await send('00a4000c026fad')).toBe('6283');
    expect(await send('00b0000004')).toBe('6985');
    expect(await send('00d600000100')).toBe('6985');
    expect(await send('00440000 00')).toBe('9000');
    expect(await send('00b0000004')).toBe('000000029000');
    expect(await send('00440000026fad')).toBe('9000');
  });

  test('a deactivated directory closes everything below it', async () => {
    const { send } = await inUsim('usim-prepersonalised');
    expect(await send('00040000025f50')).toBe('9000');
    expect(await send('00a4090c045f506f02')).toBe('9000');
    expect(await send('00b0000001')).toBe('6985');
    expect(await send('00440800047fff5f50')).toBe('9000');
    expect(await send('00b0000001')).toBe('809000');
  });

  test('termination is for good', async () => {
    const { card, send } = await inUsim('usim-prepersonalised');
    await send('00a4000c026fad');
    expect(await send('00e8000000')).toBe('9000');
    expect(await send('00440000026fad')).toBe('6985');
    expect(await send('00e80000026f46')).toBe('9000');
    expect(await send('00e80000025f50')).toBe('6981');
    await card.reset('cold');
    await send(`00a4040c10${aid}`);
    expect(await send('00a4000c026fad')).toBe('6284');
    expect(await send('00b0000004')).toBe('6985');
    await send(verifyAdm1);
    await send('00a4000c025f50');
    expect(await send('00e60000026f02')).toBe('6981');
    expect(await send('00e60000025f50')).toBe('9000');
    expect(await send('00b0820001')).toBe('6985');
    expect(await send('00fe0000')).toBe('6982');
  });

  test('refuses', async () => {
    const { card, send } = await inUsim('usim-prepersonalised');
    expect(await send('0004000002abcd')).toBe('6a82');
    expect(await send('00040000016f')).toBe('6700');
    expect(await send('00040200026fad')).toBe('6a86');
    expect(await send('00040001026fad')).toBe('6a86');
    expect(await send('0044000000')).toBe('6986');
    await card.reset('cold');
    await send(`00a4040c10${aid}`);
    expect(await send('00040000026fad')).toBe('6982');
  });
});
