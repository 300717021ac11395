import { describe, expect, test } from 'vitest';
import { fromHex } from '../../../base/bytes.ts';
import { decodeFcp } from '../../../card/fcp.ts';
import { terminalOf, terminalWith, verifyAdm1 } from '../test-terminal.ts';

const usim = '00a4040410a0000000871002ff49ff058903000001';
const fidOf = (answer: string): number | undefined => decodeFcp(fromHex(answer.slice(0, -4))).fid;

describe('SELECT by FID', () => {
  test('answers with an FCP template, fetched with GET RESPONSE', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    const first = await send('00a40004023f00');
    expect(first).toMatch(/^61..$/);
    const answer = await send(`00c00000${first.slice(2)}`);
    expect(answer).toMatch(/^62.*9000$/);
    expect(decodeFcp(fromHex(answer.slice(0, -4)))).toMatchObject({
      kind: 'mf',
      fid: 0x3f00,
      lifeCycle: 'activated',
      security: { form: 'referenced', fid: 0x2f06 },
      pins: [
        { reference: 0x01, enabled: false },
        { reference: 0x0a, enabled: true },
      ],
    });
  });

  test('describes an EF with size, SFI and records', async () => {
    const { get } = await terminalWith('usim-prepersonalised');
    await get(usim);
    await get('00a40004025f50');
    const record = decodeFcp(fromHex((await get('00a40004026f06')).slice(0, -4)));
    expect(record).toMatchObject({
      kind: 'ef',
      structure: 'linear-fixed',
      recordLength: 48,
      recordCount: 8,
      size: 384,
      sfi: 6,
    });
    expect(decodeFcp(fromHex((await get('00a40004026f07')).slice(0, -4))).sfi).toBeUndefined();
  });

  test('finds children, siblings, the parent, the directory itself, the MF and 7FFF, and no more', async () => {
    const { get, send } = await terminalWith('two-modules');
    await get(usim);
    expect(fidOf(await get('00a40004025f50'))).toBe(0x5f50);
    expect(fidOf(await get('00a40004025f51'))).toBe(0x5f51);
    expect(fidOf(await get('00a40004025f51'))).toBe(0x5f51);
    expect(await send('00a4000c026f07')).toBe('9000');
    expect(await send('00a4000c026fad')).toBe('6a82');
    expect(await send('00a4000c022fe2')).toBe('6a82');
    expect(await send('00a4000c027fff')).toBe('9000');
    expect(await send('00a4000c026fad')).toBe('9000');
    expect(await send('00a4000c023f00')).toBe('9000');
    expect(await send('00a4000c026fad')).toBe('6a82');
    expect(await send('00a4000c027fff')).toBe('9000');
  });

  test('7FFF without an application is not found', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('00a4000c027fff')).toBe('6a82');
  });

  test('leaves the selection alone when it fails', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send('00a4000c022fe2');
    expect(await send('00a4000c02abcd')).toBe('6a82');
    expect(await send('00b000000a')).toMatch(/9000$/);
  });
});

describe('SELECT by path', () => {
  test('from the MF, from the application and from the current directory', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('00a4080c022fe2')).toBe('9000');
    expect(await send('00a4080c047fff6fad')).toBe('6a82');
    await send(usim);
    expect(await send('00a4080c067fff5f506f0a')).toBe('9000');
    expect(await send('00a4080c022fe2')).toBe('9000');
    expect(await send('00a4080c027fff')).toBe('9000');
    expect(await send('00a4090c045f506f0a')).toBe('9000');
    expect(await send('00a4090c026f02')).toBe('9000');
    expect(await send('00a4090c026fad')).toBe('6a82');
  });

  test('an EF in the middle leads nowhere', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('00a4080c042fe26f07')).toBe('6a82');
  });

  test('child and parent', async () => {
    const { send, get } = await terminalWith('usim-prepersonalised');
    await send(usim);
    expect(await send('00a4010c025f50')).toBe('9000');
    expect(await send('00a4010c026f02')).toBe('6a82');
    expect(await send('00a4030c00')).toBe('9000');
    expect(await send('00a4000c026fad')).toBe('9000');
    expect(fidOf(await get('00a4030400'))).toBe(0x3f00);
    expect(await send('00a4030c00')).toBe('6a82');
    expect(await send('00a4030c023f00')).toBe('6a87');
  });
});

describe('SELECT by AID', () => {
  const module = 'a0000006451002';
  const moduleA = 'a0000006451002ff49ff058900000101';
  const moduleB = 'a0000006451002ff49ff058900000102';
  const whole = (aid: string): string => `00a40404${(aid.length / 2).toString(16).padStart(2, '0')}${aid}`;
  const partial = (occurrence: string): string => `00a404${occurrence}07${module}`;

  test('whole name', async () => {
    const { get, send } = await terminalWith('two-modules');
    const fcp = decodeFcp(fromHex((await get(whole(moduleB))).slice(0, -4)));
    expect(fcp).toMatchObject({ kind: 'adf', aid: fromHex(moduleB) });
    expect(await send('00a4040c10a0000006451002ff49ff0589000001ff')).toBe('6a82');
    expect(await send('00a4040c11a0000006451002ff49ff05890000010100')).toBe('6a87');
  });

  test('a partial name that fits one application selects it', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('00a4040c05a000000087')).toBe('6a82');
    expect(await send('00a4040c07a0000000871002')).toBe('9000');
  });

  test('an ambiguous partial name selects nothing before an application has been selected', async () => {
    const { send } = await terminalWith('two-modules');
    for (const occurrence of ['0c', '0e', '0f']) expect(await send(partial(occurrence))).toBe('6a82');
  });

  test('first, next and previous go through the applications of the session', async () => {
    const { send, get } = await terminalWith('two-modules');
    const aidOf = async (command: string): Promise<Uint8Array | undefined> =>
      decodeFcp(fromHex((await get(command)).slice(0, -4))).aid;
    await get(whole(moduleA));
    expect(await aidOf(partial('06'))).toEqual(fromHex(moduleB));
    expect(await send(partial('06'))).toBe('6a82');
    expect(await aidOf(partial('07'))).toEqual(fromHex(moduleA));
    expect(await send(partial('07'))).toBe('6a82');
    await get(whole(moduleB));
    expect(await aidOf(partial('04'))).toEqual(fromHex(moduleA));
  });

  test('last is the 1M2MSM last selected, also after a power-off (TS-0003 D.2.2.1)', async () => {
    const { card, send, get } = await terminalWith('two-modules');
    expect(await send(partial('0d'))).toBe('6a82');
    await get(whole(moduleA));
    await get(whole(moduleB));
    await get(usim);
    await card.powerOff();
    const again = await terminalOf(card);
    const answer = await again.get(partial('05'));
    expect(decodeFcp(fromHex(answer.slice(0, -4))).aid).toEqual(fromHex(moduleB));
  });

  test('terminating a session closes the application and its local keys', async () => {
    const { send, get } = await terminalWith('usim-prepersonalised');
    await get(usim);
    expect(await send('0020008108353637 38ffffffff')).toBe('9000');
    expect(await send('00200081')).toBe('9000');
    expect(await send(usim.replace('00a40404', '00a4044c'))).toBe('9000');
    expect(await send('00a4000c027fff')).toBe('6a82');
    await get(usim);
    expect(await send('00200081')).toBe('63c3');
  });
});

describe('SELECT refuses', () => {
  test.each([
    ['P1 02', '00a4020c023f00', '6a86'],
    ['P1 FF', '00a4ff0c023f00', '6a86'],
    ['P2 with RFU bits', '00a4009c023f00', '6a86'],
    ['P2 FMD', '00a40008023f00', '6a86'],
    ['an occurrence without AID', '00a4000d023f00', '6a86'],
    ['a FID of one byte', '00a4000c013f', '6700'],
    ['no FID', '00a4000c00', '6700'],
    ['an odd path', '00a4080c033f0000', '6a87'],
    ['no AID', '00a4040c00', '6a87'],
  ])('%s', async (_, command, sw) => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(command)).toBe(sw);
  });
});

test('a deactivated file is selected with 6283 and its FCP', async () => {
  const { send, get } = await terminalWith('faulty-onem2m');
  await send(usim);
  await send('00a4000c025f50');
  expect(await send('00a4000c026f09')).toBe('6283');
  expect(await send('00a40004026f09')).toBe('6283');
  const length = (await send('00c0000000')).slice(2);
  const fcp = decodeFcp(fromHex((await send(`00c00000${length}`)).slice(0, -4)));
  expect(fcp.lifeCycle).toBe('deactivated');
  expect(await send('00b0000000')).toBe('6985');
  expect(await send(verifyAdm1)).toBe('9000');
  expect(await send('0044000000')).toBe('9000');
  expect(await get('00a40004026f09')).toMatch(/9000$/);
});
