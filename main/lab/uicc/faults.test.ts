import { describe, expect, test } from 'vitest';
import { toHex } from '../../base/bytes.ts';
import { parsePath } from '../../card/path.ts';
import { type TestTerminal, terminalOf, terminalWith, verifyAdm1 } from './test-terminal.ts';
import type { UiccOptions } from './uicc.ts';

const path = parsePath('a0000000871002ff49ff058903000001/5F50/6F02');
const write = '00d6820003800161';
const before = '8000ff';
const after = '800161';

async function ready(options: Partial<UiccOptions> = {}): Promise<TestTerminal> {
  const terminal = await terminalWith('usim-prepersonalised', options);
  await terminal.send('00a4040c07a0000000871002');
  await terminal.send('00a4000c025f50');
  await terminal.send(verifyAdm1);
  return terminal;
}
const content = ({ card }: TestTerminal): string => toHex(card.readFileDirect(path)).slice(0, 6);

describe('power loss', () => {
  test.each([
    ['before', before],
    ['commit', before],
    ['after', after],
  ] as const)('%s the command', async (when, left) => {
    const terminal = await ready();
    terminal.card.setFault({ kind: 'power-loss', when, apdu: 1 });
    await expect(terminal.send(write)).rejects.toMatchObject({ code: 'card.mute' });
    expect(content(terminal)).toBe(left);
    expect(await terminal.card.transmit(Uint8Array.of(0, 0xa4, 0, 0x0c, 2, 0x3f, 0))).toBeUndefined();
    const again = await terminalOf(terminal.card);
    expect(await again.send('80f2000102')).toBe('84009000');
    expect(await again.send('0020000a')).toBe('63c3');
  });

  test('counts from when it is set and strikes once', async () => {
    const terminal = await ready();
    terminal.card.setFault({ kind: 'power-loss', when: 'before', apdu: 3 });
    expect(await terminal.send('00b0820001')).toBe('809000');
    expect(await terminal.send('00b0820001')).toBe('809000');
    await expect(terminal.send('00b0820001')).rejects.toMatchObject({ code: 'card.mute' });
    const again = await terminalOf(terminal.card);
    for (let i = 0; i < 5; i++) expect(await again.send('00a4000c023f00')).toBe('9000');
  });

  test('a command that does not write survives a cut at its commit', async () => {
    const terminal = await ready();
    terminal.card.setFault({ kind: 'power-loss', when: 'commit', apdu: 1 });
    expect(await terminal.send('00b0820001')).toBe('809000');
    expect(await terminal.send(write)).toBe('9000');
  });
});

test('a wrong status word, and the command is not executed', async () => {
  const terminal = await ready();
  terminal.card.setFault({ kind: 'status-word', apdu: 1, sw: '6581' });
  expect(await terminal.send(write)).toBe('6581');
  expect(content(terminal)).toBe(before);
  expect(await terminal.send(write)).toBe('9000');
});

test('removal and insertion', async () => {
  const terminal = await ready();
  const seen: boolean[] = [];
  const stop = terminal.card.watchPresence((present) => seen.push(present));
  terminal.card.setFault({ kind: 'removal', apdu: 2 });
  await terminal.send('00b0820001');
  await expect(terminal.send(write)).rejects.toMatchObject({ code: 'card.removed' });
  await expect(terminalOf(terminal.card)).rejects.toMatchObject({ code: 'card.absent' });
  expect(content(terminal)).toBe(before);
  terminal.card.insert();
  const again = await terminalOf(terminal.card);
  expect(await again.send('00a4000c023f00')).toBe('9000');
  stop();
  terminal.card.remove();
  expect(seen).toEqual([false, true]);
});

test('delays per command and per byte, in both directions', async () => {
  const waited: number[] = [];
  const terminal = await ready({ sleep: async (ms) => waited.push(ms) });
  terminal.card.setFault({ kind: 'delay', perApduMs: 5, perByteMs: 2 });
  await terminal.send('00b0820003');
  expect(waited).toEqual([5 + 2 * 5, 2 * 5]);
  terminal.card.setFault({ kind: 'none' });
  await terminal.send('00b0820003');
  expect(waited).toHaveLength(2);
});

test('a reset while a command is under way: the command is gone', async () => {
  const { card } = await ready();
  let release = (): void => {};
  const slow = await ready({
    sleep: async () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  });
  slow.card.setFault({ kind: 'delay', perApduMs: 1, perByteMs: 0 });
  const answer = slow.card.transmit(Uint8Array.of(0, 0xa4, 0, 0x0c, 2, 0x3f, 0));
  await slow.card.reset('warm');
  release();
  expect(await answer).toBeUndefined();
  expect(card.executed).toBe(3);
});

test('faults from the beginning, and the count of commands', async () => {
  const { card, send } = await terminalWith('usim-prepersonalised', {
    faults: [{ kind: 'status-word', apdu: 2, sw: '6f00' }],
  });
  expect(await send('00a4000c023f00')).toBe('9000');
  expect(await send('00a4000c023f00')).toBe('6f00');
  expect(card.executed).toBe(2);
});

test('a card without power does not answer', async () => {
  const { card } = await ready();
  await card.powerOff();
  expect(await card.transmit(Uint8Array.of(0, 0xa4, 0, 0x0c, 2, 0x3f, 0))).toBeUndefined();
});
