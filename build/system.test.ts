import { expect, test } from 'vitest';
import { hasDisplay } from './electron-binary.mjs';
import { installCommand, missingPackages } from './system.mjs';

test('what is missing is named, what is there is not', () => {
  expect(missingPackages(['app', 'test'], () => true)).toEqual([]);
  expect(missingPackages(['app'], () => false)).toContain('pcscd');
  expect(missingPackages(['app'], () => false)).not.toContain('chromium');
  expect(missingPackages(['app', 'test'], (path) => path !== '/usr/bin/chromium')).toEqual(['chromium']);
});

test('the command fits the system', () => {
  expect(installCommand(['pcscd', 'chromium'], 'ID=debian\n')).toBe('sudo apt-get install pcscd chromium');
  expect(installCommand(['pcscd'], 'ID=linuxmint\nID_LIKE="ubuntu debian"\n')).toContain('apt-get');
  expect(installCommand(['pcscd'], 'ID=fedora\n')).toContain('dnf install pcsc-lite');
  expect(installCommand(['pcscd'], 'ID=plan9\n')).toContain('pcscd');
});

test('a Linux without display or Wayland shows no windows', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});
