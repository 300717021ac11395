import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parsePath } from '../../../card/path.ts';
import { pinHex, terminalOf, terminalWith, verifyAdm1 } from '../test-terminal.ts';

const ownSeed = fileURLToPath(new URL('./conditions.test.yaml', import.meta.url));

const pin1 = pinHex('1234');
const wrong = pinHex('9999');
const puk1 = pinHex('12345678');

describe('VERIFY PIN', () => {
  test('counts down, survives resets, blocks, and a success restores the counter', async () => {
    const { card, send } = await terminalWith('usim-prepersonalised');
    expect(await send('0020000a')).toBe('63c3');
    expect(await send(`0020000a08${wrong}`)).toBe('63c2');
    await card.reset('warm');
    expect(await send('0020000a')).toBe('63c2');
    expect(await send(verifyAdm1)).toBe('9000');
    expect(await send('0020000a')).toBe('9000');
    await card.reset('cold');
    expect(await send('0020000a00')).toBe('63c3');
    for (const sw of ['63c2', '63c1', '63c0']) expect(await send(`0020000a08${wrong}`)).toBe(sw);
    expect(await send(verifyAdm1)).toBe('6983');
    await card.powerOff();
    const again = await terminalOf(card);
    expect(await again.send('0020000a')).toBe('63c0');
    expect(await again.send(verifyAdm1)).toBe('6983');
  });

  test('the counter is lower before the value is compared: a tear cannot win a try', async () => {
    const { card, send } = await terminalWith('usim-prepersonalised');
    card.setFault({ kind: 'power-loss', when: 'commit', apdu: 1, commit: 2 });
    await expect(send(verifyAdm1)).rejects.toMatchObject({ code: 'card.mute' });
    const again = await terminalOf(card);
    expect(await again.send('0020000a')).toBe('63c2');
  });

  test('a wrong value takes the right back', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send(verifyAdm1);
    await send(`0020000a08${wrong}`);
    expect(await send('0020000a')).toBe('63c2');
  });

  test.each([
    ['a key that is not there', `0020000b08${pin1}`, '6a88'],
    ['reference 00', `0020000008${pin1}`, '6a88'],
    ['a local key without application', '00200081', '6a88'],
    ['P1', `0020010a08${pin1}`, '6a86'],
    ['another length', '0020000a0431323334', '6700'],
    ['a disabled PIN', `0020000108${pin1}`, '6984'],
  ])('%s', async (_, command, sw) => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(command)).toBe(sw);
  });

  test('a disabled PIN needs no verification', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('00200001')).toBe('9000');
  });

  test('a card may tell of a blocked key with 6983', async () => {
    const { send } = await terminalWith('compact-rules');
    for (let i = 0; i < 3; i++) await send(`0020000a08${wrong}`);
    expect(await send('0020000a')).toBe('6983');
  });
});

describe('CHANGE, DISABLE, ENABLE and UNBLOCK PIN', () => {
  test('CHANGE PIN needs the old value and keeps the new one', async () => {
    const { card, send } = await terminalWith('provisioned');
    const pin5 = pinHex('55555');
    expect(await send(`0024000110${wrong}${pin5}`)).toBe('63c2');
    expect(await send(`0024000110${pin1}${pin5}`)).toBe('9000');
    expect(await send('00200001')).toBe('9000');
    await card.reset('cold');
    expect(await send(`0020000108${pin1}`)).toBe('63c2');
    expect(await send(`0020000108${pin5}`)).toBe('9000');
    expect(await send(`0024000110${pin5}${'f'.repeat(16)}`)).toBe('6a80');
    expect(await send(`0024000108${pin5}`)).toBe('6700');
  });

  test('DISABLE and ENABLE PIN', async () => {
    const { card, send } = await terminalWith('provisioned');
    await send('00a4040c07a0000000871002');
    await send('00a4000c026f07');
    expect(await send('00b0000009')).toBe('6982');
    expect(await send(`0026000108${pin1}`)).toBe('9000');
    expect(await send('00b0000009')).toMatch(/9000$/);
    expect(await send(`0026000108${pin1}`)).toBe('6984');
    expect(await send(`0028000108${wrong}`)).toBe('63c2');
    expect(await send(`0028000108${pin1}`)).toBe('9000');
    expect(await send('00b0000009')).toMatch(/9000$/);
    expect(await send(`0028000108${pin1}`)).toBe('6985');
    await card.reset('warm');
    await send('00a4040c07a0000000871002');
    await send('00a4000c026f07');
    expect(await send('00b0000009')).toBe('6982');
    expect(await send(`0026000a08${pinHex('12345678')}`)).toBe('6985');
  });

  test('UNBLOCK PIN sets a new PIN and counts its own tries', async () => {
    const { send } = await terminalWith('provisioned');
    for (let i = 0; i < 3; i++) await send(`0020000108${wrong}`);
    expect(await send(`0020000108${pin1}`)).toBe('6983');
    expect(await send('002c0001')).toBe('63ca');
    expect(await send(`002c000110${wrong}${pin1}`)).toBe('63c9');
    const pin4 = pinHex('4321');
    expect(await send(`002c000110${puk1}${pin4}`)).toBe('9000');
    expect(await send('002c0001')).toBe('63ca');
    expect(await send(`0020000108${pin4}`)).toBe('9000');
    expect(await send('002c000a')).toBe('6a88');
  });

  test('ten wrong unblock keys block it for good', async () => {
    const { send } = await terminalWith('provisioned');
    for (let left = 9; left >= 0; left--) expect(await send(`002c000110${wrong}${pin1}`)).toBe(`63c${left}`);
    expect(await send(`002c000110${puk1}${pin1}`)).toBe('6983');
  });
});

test('PIN2 belongs to its application', async () => {
  const { send } = await terminalWith('usim-prepersonalised');
  const pin2 = `0020008108${pinHex('5678')}`;
  expect(await send(pin2)).toBe('6a88');
  await send('00a4040c07a0000000871002');
  await send('00a4000c026f56');
  expect(await send('00d600000101')).toBe('6982');
  expect(await send(pin2)).toBe('9000');
  expect(await send('00d600000101')).toBe('9000');
  await send('00a4040c07a0000000871004');
  expect(await send(pin2)).toBe('6a88');
});

test('keys that several conditions name: any of, all of', async () => {
  const { card, send } = await terminalWith(ownSeed);
  const path = (fid: string) => parsePath(`MF/${fid}`);
  const [adm2, adm1] = [`0020000b08${pinHex('22222222')}`, verifyAdm1];
  const write = async (fid: string): Promise<string> => {
    await send(`00a4000c02${fid}`);
    return send('00d600000101');
  };
  expect(await write('2f20')).toBe('6982');
  expect(await send(adm2)).toBe('9000');
  expect(await write('2f20')).toBe('9000');
  expect(await write('2f21')).toBe('6982');
  expect(await send(adm1)).toBe('9000');
  expect(await write('2f21')).toBe('9000');
  expect(await write('2f22')).toBe('6982');
  expect([...card.readFileDirect(path('2f22'))]).toEqual([0xff]);
});
