import { describe, expect, test } from 'vitest';
import { toHex } from '../../../base/bytes.ts';
import { parsePath } from '../../../card/path.ts';
import { pinHex, type TestTerminal, terminalWith, verifyAdm1 } from '../test-terminal.ts';

const usim = '00a4040c10a0000000871002ff49ff058903000001';
const aid = 'a0000000871002ff49ff058903000001';

async function inOneM2m(): Promise<TestTerminal> {
  const terminal = await terminalWith('usim-prepersonalised');
  await terminal.send(usim);
  await terminal.send('00a4000c025f50');
  return terminal;
}

describe('READ BINARY', () => {
  test('by SFI and from the current EF', async () => {
    const { send } = await inOneM2m();
    expect(await send('00b0820004')).toBe('8000ffff9000');
    expect(await send('00b0000104')).toBe('00ffffff9000');
    expect(await send('00b0000004')).toBe('8000ffff9000');
  });

  test('Le 00 and too long an Le are answered with the length that is there', async () => {
    const { send } = await inOneM2m();
    expect(await send('00b0820000')).toBe('6c40');
    expect(await send('00b0003c05')).toBe('6c04');
    expect(await send('00b0003c04')).toBe('ffffffff9000');
  });

  test.each([
    ['nothing selected', '00b0000001', '6986'],
    ['an SFI that is not there', '00b09f0001', '6a86'],
    ['SFI 0', '00b0800001', '6a86'],
    ['an unknown SFI', '00b0910001', '6a82'],
    ['RFU bits beside an SFI', '00b0e20001', '6a86'],
    ['an offset at the end', '00b0824001', '6b00'],
    ['a file with records', '00b0860001', '6981'],
  ])('%s', async (_, command, sw) => {
    const { send } = await inOneM2m();
    expect(await send(command)).toBe(sw);
  });
});

describe('UPDATE BINARY', () => {
  test('needs what the access rule says', async () => {
    const { card, send } = await inOneM2m();
    expect(await send('00d682000201aa')).toBe('6982');
    expect(await send(verifyAdm1)).toBe('9000');
    expect(await send('00d682000201aa')).toBe('9000');
    expect(toHex(card.readFileDirect(parsePath(`${aid}/5F50/6F02`))).slice(0, 8)).toBe('01aaffff');
  });

  test.each([
    ['data past the end', '00d6003f020000', '6700'],
    ['an offset past the end', '00d600400100', '6b00'],
    ['no data', '00d6000000', '6700'],
    ['fewer bytes than Lc says', '00d600000501', '6700'],
  ])('%s', async (_, command, sw) => {
    const { send, card } = await inOneM2m();
    await send(verifyAdm1);
    await send('00b0820001');
    const before = card.snapshot();
    expect(await send(command)).toBe(sw);
    expect(card.snapshot()).toBe(before);
  });
});

describe('READ RECORD and UPDATE RECORD', () => {
  test('absolute, next, previous and current', async () => {
    const { send } = await inOneM2m();
    await send(verifyAdm1);
    const record = (byte: string): string => byte.padEnd(96, 'f');
    for (const [i, byte] of ['01', '02', '03'].entries())
      expect(await send(`00dc0${i + 1}3430${record(byte)}`)).toBe('9000');
    await send('00a4000c026f06');
    const read = async (p1: string, p2: string): Promise<string> =>
      (await send(`00b2${p1}${p2}30`)).slice(0, 2);
    expect(await send('00b2000430')).toBe('6a83');
    expect(await read('00', '02')).toBe('01');
    expect(await read('00', '02')).toBe('02');
    expect(await read('03', '04')).toBe('03');
    expect(await read('00', '04')).toBe('02');
    expect(await read('00', '03')).toBe('01');
    expect(await send('00b2000330')).toBe('6a83');
    expect(await send('00dc000330'.concat(record('0a')))).toBe('6a83');
    expect(await send('00dc000230'.concat(record('0b')))).toBe('9000');
    expect(await read('02', '04')).toBe('0b');
  });

  test.each([
    ['a record that is not there', '00b2093430', '6a83'],
    ['another length', '00b2013410', '6c30'],
    ['Le 00', '00b2013400', '6c30'],
    ['a transparent file', '00b2011430', '6981'],
    ['an unknown mode', '00b2013130', '6a86'],
    ['a number with “next”', '00b2013230', '6a86'],
    ['SFI 31', '00b201fc30', '6a86'],
  ])('%s', async (_, command, sw) => {
    const { send } = await inOneM2m();
    expect(await send(command)).toBe(sw);
  });

  test('a record of another length is refused', async () => {
    const { send } = await inOneM2m();
    await send(verifyAdm1);
    expect(await send('00dc013401ff')).toBe('6700');
  });
});

describe('cyclic files', () => {
  const acm = '00a4000c026f39';

  test('UPDATE RECORD previous makes the newest record and drops the oldest', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send(usim);
    await send(acm);
    for (const value of ['000001', '000002', '000003', '000004'])
      expect(await send(`00dc000303${value}`)).toBe('9000');
    expect(await send('00b2010403')).toBe('0000049000');
    expect(await send('00b2030403')).toBe('0000029000');
    expect(await send('00dc010403000000')).toBe('6a86');
  });

  test('INCREASE adds and tells the sum', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send(usim);
    await send(acm);
    await send('00dc0003030000ff');
    expect(await send('80320000020102')).toBe('6105');
    expect(await send('00c0000005')).toBe('00020101029000');
    expect(await send('00b2010403')).toBe('0002019000');
    expect(await send('00b2020403')).toBe('0000ff9000');
    expect(await send('8032000003fffe00')).toBe('9850');
    expect(await send('803200000400000001')).toBe('6700');
    expect(await send('8032000000')).toBe('6700');
    expect(await send('8032010001ff')).toBe('6a86');
    await send('00a4000c026fad');
    expect(await send('803200000101')).toBe('6981');
  });
});

describe('SEARCH RECORD', () => {
  async function filled(): Promise<TestTerminal> {
    const terminal = await inOneM2m();
    await terminal.send(verifyAdm1);
    for (const [record, content] of [
      ['02', 'aabbcc'],
      ['05', 'ffaabb'],
      ['07', '80aabb'],
    ] as const)
      await terminal.send(`00dc${record}3430${content.padEnd(96, 'f')}`);
    await terminal.send('00a4000c026f06');
    return terminal;
  }

  test.each([
    ['forward', '00a2010402aabb', '020507'],
    ['forward from a record', '00a2030402aabb', '0507'],
    ['backward', '00a2080502aabb', '070502'],
    ['by SFI', '00a2013402aabb', '020507'],
    ['enhanced with an offset', '00a20106040401aabb', '0507'],
    ['enhanced after a byte', '00a20106040c80aabb', '07'],
    ['enhanced forward from the next record', '00a20006040600aabb', '020507'],
  ])('%s', async (_, command, records) => {
    const { get } = await filled();
    expect(await get(command)).toBe(`${records}9000`);
  });

  test.each([
    ['no match', '00a2010402cafe', '6282'],
    ['a start that is not there', '00a2090401aa', '6a83'],
    ['no current record', '00a2000401aa', '6a83'],
    ['nothing to look for', '00a2010400', '6700'],
    ['a pattern longer than a record', `00a2010431${'00'.repeat(49)}`, '6a80'],
    ['an unknown mode', '00a2010101aa', '6a86'],
    ['an unknown search indication', '00a20106031000aa', '6a80'],
  ])('%s', async (_, command, sw) => {
    const { send } = await filled();
    expect(await send(command)).toBe(sw);
  });
});

test('PIN1 guards IMSI when it is enabled', async () => {
  const { send } = await terminalWith('provisioned');
  await send(usim);
  await send('00a4000c026f07');
  expect(await send('00b0000009')).toBe('6982');
  expect(await send(`0020000108${pinHex('1234')}`)).toBe('9000');
  expect(await send('00b0000009')).toBe('0809101010325476989000');
});
