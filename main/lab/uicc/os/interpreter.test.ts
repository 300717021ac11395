import { describe, expect, test } from 'vitest';
import { terminalWith } from '../test-terminal.ts';

describe('T=0', () => {
  test('case 4: 61xx, then GET RESPONSE, in pieces if wanted', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    const length = Number.parseInt((await send('00a40004023f00')).slice(2), 16);
    const rest = (length - 4).toString(16).padStart(2, '0');
    expect(await send('00c0000004')).toMatch(new RegExp(`^62.{6}61${rest}$`));
    expect(await send(`00c00000${rest}`)).toMatch(/9000$/);
    expect(await send(`00c00000${rest}`)).toBe('6985');
  });

  test('GET RESPONSE with too long an Le is corrected and loses nothing', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    const length = (await send('00a40004023f00')).slice(2);
    expect(await send('00c0000000')).toBe(`6c${length}`);
    expect(await send('00c00000ff')).toBe(`6c${length}`);
    expect(await send(`00c00000${length}`)).toMatch(/9000$/);
  });

  test('GET RESPONSE only directly after', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send('00a40004023f00');
    await send('00a4000c022f05');
    expect(await send('00c0000004')).toBe('6985');
    await send('00a40004023f00');
    expect(await send('00c0010004')).toBe('6a86');
    expect(await send('00c0000004')).toBe('6985');
  });

  test('a trailing Le, as programs send it that leave it to the reader, is ignored', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('00a40004023f0000')).toMatch(/^61..$/);
  });

  test.each([
    ['no command', '', '6700'],
    ['half a header', '00a4', '6700'],
    ['a header alone counts as P3 00', '00a4000c', '6700'],
    ['too few data', '00a40004023f', '6700'],
    ['too many data', '00a40004023f000000', '6700'],
    ['data where none belong', '80f200000100', '6700'],
    ['P3 where none belongs', '0070800101', '6700'],
  ])('%s', async (_, command, sw) => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(command)).toBe(sw);
  });

  test('a repetition after 6Cxx reads the same next record', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send('00a4000c022f00');
    expect(await send('00b2000200')).toBe('6c50');
    expect(await send('00b2000250')).toMatch(/^61.*9000$/);
    expect(await send('00b2000210')).toBe('6c50');
    expect((await send('00b2000250')).slice(0, 30)).toContain('a0000000871004');
  });

  test('STATUS answers its exact length only', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    const length = (await send('80f2000000')).slice(2);
    expect(await send(`80f20000${length}`)).toMatch(/9000$/);
    expect(await send('80f2000001')).toBe(`6c${length}`);
    expect(await send('80f2000c')).toBe('9000');
    expect(await send('80f2010c00')).toBe('9000');
    expect(await send('80f2020c00')).toBe('9000');
    expect(await send('80f2030c00')).toBe('6a86');
    expect(await send('80f2000102')).toBe('84009000');
    await send('00a4040c07a0000000871002');
    expect(await send('80f2000112')).toBe('8410a0000000871002ff49ff0589030000019000');
  });
});

describe('T=1', () => {
  test('the answer comes at once', async () => {
    const { link, send } = await terminalWith('t1-card');
    expect(link.protocol).toBe('T=1');
    expect(await send('00a40004023f0000')).toMatch(/^62.*9000$/);
    expect(await send('00a40004023f00')).toBe('9000');
    await send('00a4000c022fe2');
    expect(await send('00b0000000')).toMatch(/^.{20}9000$/);
    expect(await send('00b0000004')).toMatch(/^.{8}9000$/);
    expect(await send('00b000000b')).toBe('6c0a');
    expect(await send('00b00000000004')).toMatch(/^.{8}9000$/);
    expect(await send('00b00000')).toBe('6700');
    expect(await send('80f2000000')).toMatch(/^62.*9000$/);
  });

  test('an Le longer than the answer of a case 4 command is no error: it has been executed', async () => {
    const { send } = await terminalWith('t1-card');
    await send('00a4040c07a0000000871002');
    await send('00a4000c026f39');
    expect(await send('803200000101ff')).toBe('000001019000');
    expect(await send('00b2010403')).toBe('0000019000');
  });

  test('less than there is: the rest is announced', async () => {
    const { send } = await terminalWith('t1-card');
    const first = await send('00a40004023f0004');
    expect(first).toMatch(/^62.{6}61..$/);
    expect(await send(`00c00000${first.slice(10)}`)).toMatch(/9000$/);
  });

  test.each([
    ['Lc that does not fit', '00a40004033f00', '6700'],
    ['data where none belong', '00b0000001aa01', '6700'],
    ['half an extended length', '00a400040000', '6700'],
  ])('%s', async (_, command, sw) => {
    const { send } = await terminalWith('t1-card');
    expect(await send(command)).toBe(sw);
  });
});

describe('classes and instructions', () => {
  test.each([
    ['GSM', 'a0a40000023f00', '6e00'],
    ['class FF', 'ffa40000023f00', '6e00'],
    ['class 20', '20a40000023f00', '6e00'],
    ['command chaining', '10a40000023f00', '6e00'],
    ['secure messaging', '0ca40000023f00', '6882'],
    ['a channel that is not open', '02a40000023f00', '6881'],
    ['GET DATA', '00ca9f7f00', '6d00'],
    ['GlobalPlatform GET STATUS', '80ca006600', '6d00'],
    ['a known instruction of the other class', '80a40000023f00', '6e00'],
    ['STATUS in class 00', '00f2000000', '6e00'],
    ['an invalid instruction', '0061000000', '6d00'],
    ['an unknown instruction', '0001000000', '6d00'],
  ])('%s', async (_, command, sw) => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(command)).toBe(sw);
  });
});
