import { describe, expect, test } from 'vitest';
import { fromHex } from '../../../base/bytes.ts';
import { terminalWith } from '../test-terminal.ts';

const refresh = 'd009 8103010104 82028182'.replaceAll(' ', '');

describe('card toolkit', () => {
  test('what the seed has to say waits from TERMINAL PROFILE on', async () => {
    const { send } = await terminalWith('toolkit');
    expect(await send('00a4000c023f00')).toBe('9000');
    expect(await send('8010000003ffffff')).toBe('9118');
    expect(await send('00a4000c022f05')).toBe('9118');
    expect(await send('00b0000002')).toBe('656e9118');
    expect(await send('8012000000')).toBe('6c18');
    expect(await send('8012000018')).toMatch(/^d016.*9000$/);
    expect(await send('00a4000c023f00')).toBe('9000');
    expect(await send('801400000c810301218002028281830100')).toBe('910f');
    expect(await send('801200000f')).toMatch(/^d00d.*9000$/);
    expect(await send('801400000c810302030002028281830100')).toBe('9000');
    expect(await send('8012000000')).toBe('6985');
  });

  test('a queued command waits at once; GET RESPONSE announces it at its end', async () => {
    const { card, send } = await terminalWith('usim-prepersonalised');
    card.queueProactive(fromHex(refresh));
    const first = await send('00a40004023f00');
    expect(first).toMatch(/^61..$/);
    expect(await send(`00c00000${first.slice(2)}`)).toMatch(/910b$/);
    expect(await send('801200000b')).toBe(`${refresh}9000`);
  });

  test.each([
    ['TERMINAL RESPONSE before FETCH', '801400000181', '6985'],
    ['TERMINAL PROFILE without data', '8010000000', '6700'],
    ['TERMINAL PROFILE with P1', '8010010001ff', '6a86'],
    ['FETCH with P2', '8012000100', '6a86'],
    ['TERMINAL CAPABILITY of another form', '80aa000002a801', '6a80'],
    ['class 00', '0010000001ff', '6e00'],
  ])('%s', async (_, command, sw) => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send(command)).toBe(sw);
  });

  test('ENVELOPE and TERMINAL CAPABILITY are accepted', async () => {
    const { send } = await terminalWith('usim-prepersonalised');
    expect(await send('80c2000003d60100')).toBe('9000');
    expect(await send('80aa000005a903820101')).toBe('9000');
  });
});

describe('GET CHALLENGE', () => {
  test('eight bytes from the source of randomness', async () => {
    const { send } = await terminalWith('usim-prepersonalised', {
      random: (length) => new Uint8Array(length).fill(0x42),
    });
    expect(await send('0084000008')).toBe('42424242424242429000');
    expect(await send('0084000000')).toBe('6c08');
    expect(await send('0084010008')).toBe('6a86');
  });

  test('some cards do not know it', async () => {
    const { send } = await terminalWith('expanded-rules');
    expect(await send('0084000008')).toBe('6d00');
    expect(await send('0070000001')).toBe('6d00');
  });
});
