import { describe, expect, test } from 'vitest';
import { parsePath } from '../card/path.ts';
import { loadSeed } from '../lab/uicc/seed/load.ts';
import { createUicc } from '../lab/uicc/uicc.ts';
import { connectUicc } from '../lab/uicc-link.ts';
import { CardFiles } from './card-files.ts';
import { CardSession } from './session.ts';
import { countingLink } from './testing/counting-link.ts';
import { scriptedLink } from './testing/scripted-link.ts';

const usim = 'a0000000871002ff49ff058903000001';

async function labFiles(seed: string) {
  const link = countingLink(await connectUicc(createUicc({ image: loadSeed(seed).image })));
  return { files: new CardFiles(new CardSession(link)), link };
}

describe('finding files', () => {
  test('enters a directory once, however many of its files are read', async () => {
    const { files, link } = await labFiles('usim-prepersonalised');
    await files.select(parsePath(`${usim}/5F50/6F02`));
    const before = link.names.length;
    await files.select(parsePath(`${usim}/5F50/6F03`));
    expect(link.names.slice(before)).toEqual(['SELECT', 'GET RESPONSE']);
    await files.enter(parsePath(`${usim}/5F50`));
    expect(link.names).toHaveLength(before + 2);
  });

  test('comes back into an application without resetting it', async () => {
    const { files, link } = await labFiles('usim-prepersonalised');
    await files.select(parsePath(usim));
    await files.select(parsePath('MF/2F00'));
    const { fcp } = await files.select(parsePath(`${usim}/6F07`));
    expect(fcp.fid).toBe(0x6f07);
    const byAid = link.sent.filter((command) => command.startsWith('00a404'));
    expect(byAid).toHaveLength(1);
    expect(link.sent).toContain('00a40004027fff');
  });

  test('a file that is not there leaves the place as it was', async () => {
    const { files, link } = await labFiles('usim-prepersonalised');
    await files.enter(parsePath(usim));
    await expect(files.select(parsePath(`${usim}/6F99`))).rejects.toMatchObject({ code: 'file.not-found' });
    const before = link.names.length;
    await files.select(parsePath(`${usim}/6F07`));
    expect(link.names.slice(before)).toEqual(['SELECT', 'GET RESPONSE']);
  });

  test('goes step by step where the card refuses SELECT by path', async () => {
    const df = '620e 82027821 83025f50 8a0105 8c0100'.replaceAll(' ', '');
    const link = scriptedLink((command) => {
      if (command.startsWith('00a408')) return '6a86';
      return command.startsWith('00c0') ? `${df}9000` : '6114';
    });
    const files = new CardFiles(new CardSession(link));
    await files.select(parsePath('MF/7F10/5F50'));
    expect(link.sent.filter((command) => command.startsWith('00a4'))).toEqual([
      '00a40804047f105f50',
      '00a40004023f00',
      '00a40004027f10',
      '00a40004025f50',
    ]);
  });

  test('after an answer that cannot be read it relies on nothing', async () => {
    const link = scriptedLink(['6102', 'ffff9000']);
    const files = new CardFiles(new CardSession(link));
    await expect(files.select(parsePath('MF'))).rejects.toMatchObject({ code: 'fcp.malformed' });
    expect(files.directory).toBeUndefined();
  });
});
