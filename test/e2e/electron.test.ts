import { _electron as electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { chooseHost, electronBinary } from '../../build/electron-binary.mjs';
import { root } from '../../build/ensure.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

const binary = electronBinary();

if (binary !== undefined)
  test('the Electron shell opens its window on the engine, isolated and under its policy', async () => {
    const app = await electron.launch({
      executablePath: binary,
      args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: { ...process.env, CARDWRIGHT_HOME: temporaryFolder() },
    });
    try {
      const page = await app.firstWindow();
      expect(page.url()).toBe('app://cardwright/index.html');
      await page.getByRole('heading', { name: 'Cards' }).waitFor();
      const inside = await page.evaluate(() => ({
        bridge: Object.keys(Reflect.get(globalThis, 'cardwright') ?? {}).sort(),
        node: typeof Reflect.get(globalThis, 'require'),
      }));
      expect(inside).toEqual({ bridge: ['onEvent', 'request'], node: 'undefined' });
      expect(await page.evaluate("open('https://example.com/') === null")).toBe(true);
    } finally {
      await app.close();
    }
  });
else
  test('Electron’s binary is not installed here: its window was not opened, test/shell runs the modules with a stand-in, npm start serves the station', () => {
    expect(chooseHost(true, electronBinary())).toMatchObject({ host: 'station' });
    expect(chooseHost(false, '/somewhere/electron')).toMatchObject({ host: 'station' });
    expect(chooseHost(true, '/somewhere/electron')).toEqual({
      host: 'window',
      binary: '/somewhere/electron',
    });
  });
