import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { terminalWith, verifyAdm1 } from '../test-terminal.ts';

const ownSeed = fileURLToPath(new URL('./many-channels.test.yaml', import.meta.url));

const usim = 'a4040c07a0000000871002';

describe('MANAGE CHANNEL', () => {
  test('gives numbers, until there are no more; a closed one is given again', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    for (const number of ['01', '02', '03']) expect(await send('0070000001')).toBe(`${number}9000`);
    expect(await send('0070000001')).toBe('6a81');
    expect(await send('0070800200')).toBe('9000');
    expect(await send('0070000001')).toBe('029000');
    expect(await send('0370800000')).toBe('9000');
    expect(await send('03b0000001')).toBe('6881');
  });

  test('a wrong Le does not use up a channel', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('0070000000')).toBe('6c01');
    expect(await send('0070000001')).toBe('019000');
  });

  test('channels 4 to 19', async () => {
    const { send } = await terminalWith(ownSeed);
    for (let i = 1; i < 20; i++)
      expect(await send('0070000001')).toBe(`${i.toString(16).padStart(2, '0')}9000`);
    expect(await send('0070000001')).toBe('6a81');
    expect(await send('40a4000c022f05')).toBe('9000');
    expect(await send('4fa4000c023f00')).toBe('9000');
    expect(await send('40b0000001')).toBe('659000');
    expect(await send('4fb0000001')).toBe('6986');
    expect(await send('60b0000001')).toBe('6882');
  });

  test.each([
    ['the basic channel', '0070800000', '6a86'],
    ['a channel that is not open', '0070800100', '6881'],
    ['an unknown P1', '0070400000', '6a86'],
    ['a number of one’s own choice', '0070000201', '6a86'],
  ])('refuses %s', async (_, command, sw) => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(command)).toBe(sw);
  });
});

describe('logical channels', () => {
  test('have their own selection and share the PINs', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send('0070000001');
    await send(`00${usim}`);
    await send('00a4000c026f07');
    expect(await send('01b0000009')).toBe('6986');
    await send(`01${usim}`);
    await send('01a4000c026fad');
    expect(await send('01d600000100')).toBe('6982');
    expect(await send(verifyAdm1)).toBe('9000');
    expect(await send('01d600000100')).toBe('9000');
    expect(await send('00b0000009')).toMatch(/^08.*9000$/);
  });

  test('one opened from another begins where that one is', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send('0070000001');
    await send(`01${usim}`);
    expect(await send('0170000001')).toBe('029000');
    expect(await send('02a4000c026fad')).toBe('9000');
    expect(await send('02a4000c027fff')).toBe('9000');
  });

  test('GET RESPONSE belongs to the channel of the command', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    await send('0070000001');
    const answer = await send('01a40004023f00');
    expect(await send(`00c00000${answer.slice(2)}`)).toBe('6985');
    expect(await send(`01c00000${answer.slice(2)}`)).toBe('6985');
    await send('01a40004023f00');
    expect(await send(`01c00000${answer.slice(2)}`)).toMatch(/9000$/);
  });

  test('a file that is not shareable is current on one channel only', async () => {
    const { send } = await terminalWith(ownSeed);
    await send('0070000001');
    expect(await send('00a4000c022f30')).toBe('9000');
    expect(await send('01a4000c022f30')).toBe('6985');
    await send('00a4000c022f05');
    expect(await send('01a4000c022f30')).toBe('9000');
  });

  test('a reset closes them', async () => {
    const { card, send } = await terminalWith('usim-prepersonalised');
    await send('0070000001');
    await card.reset('warm');
    expect(await send('01a4000c023f00')).toBe('6881');
  });
});
