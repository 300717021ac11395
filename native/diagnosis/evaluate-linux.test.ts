import { expect, test } from 'vitest';
import { evaluateLinux } from './evaluate-linux.ts';
import type { LinuxFacts } from './linux-facts.ts';
import type { UsbReader } from './usb.ts';

const omnikey: UsbReader = {
  path: '1-4:1.0',
  name: 'HID Global OMNIKEY 3x21 Smart Card Reader',
  id: '076b:3031',
};
const acr: UsbReader = { path: '1-5:1.0', name: 'ACS ACR122U PICC Interface', id: '072f:2200' };

const healthy: LinuxFacts = {
  pcsc: { state: 'running', readers: ['HID Global OMNIKEY 3x21 Smart Card Reader [OMNIKEY 3x21] 00 00'] },
  traces: { platform: 'linux', socket: 'there', pcscd: true },
  processes: ['systemd', 'pcscd', 'bash'],
  systemd: true,
  socketUnit: 'enabled',
  ccid: true,
  polkitRules: [],
  user: 'tech',
  groups: ['tech', 'plugdev'],
  usb: [omnikey],
  modules: ['usbcore', 'ext4'],
  distribution: ['debian'],
};
const stopped = { state: 'not-running', words: 'Stopped.' } as const;

/** The findings that are not good, in short. */
function findings(change: Partial<LinuxFacts>) {
  return evaluateLinux({ ...healthy, ...change }).filter((item) => item.result !== 'good');
}

test('a machine on which all is well', () => {
  const items = evaluateLinux(healthy);
  expect(items.map(({ check, result }) => `${check}: ${result}`)).toEqual([
    'Smart card service: good',
    'Permission: good',
    'Driver for USB readers: good',
    'USB readers: good',
  ]);
  expect(items[0]?.what).toBe('pcscd runs and knows 1 reader.');
});

test.each([
  [['debian'], 'sudo apt-get install pcscd libccid'],
  [['linuxmint', 'ubuntu', 'debian'], 'sudo apt-get install pcscd libccid'],
  [['fedora'], 'sudo dnf install pcsc-lite pcsc-lite-ccid'],
  [['opensuse-leap', 'suse', 'opensuse'], 'sudo zypper install pcsc-lite pcsc-lite-ccid'],
  [['arch'], 'sudo pacman -S pcsclite ccid'],
])('pcscd is not installed on %j', (distribution, command) => {
  const traces = { platform: 'linux', socket: 'absent', pcscd: false } as const;
  const [first] = findings({ pcsc: { state: 'not-installed', words: '' }, traces, distribution });
  expect(first).toMatchObject({ result: 'fault', what: expect.stringContaining('not installed'), command });
});

test.each([
  ['does not run', {}, 'sudo systemctl enable --now pcscd.socket'],
  ['does not run, without systemd', { systemd: false }, 'sudo pcscd'],
  [
    'is masked',
    { socketUnit: 'masked' },
    'sudo systemctl unmask pcscd.socket pcscd.service && sudo systemctl enable --now pcscd.socket',
  ],
  ['hangs', { processes: ['pcscd'] }, 'sudo systemctl restart pcscd.socket pcscd.service'],
] as const)('pcscd %s', (_, change, command) => {
  const [first] = findings({ pcsc: stopped, processes: [], ...change });
  expect(first).toMatchObject({ check: 'Smart card service', result: 'fault', command });
});

test('a socket that a dead pcscd left', () => {
  const [first] = findings({ pcsc: stopped, processes: [] });
  expect(first?.what).toContain('left from an earlier run');
});

test('polkit refuses: the rule, and the group where it is missing', () => {
  const pcsc = { state: 'no-permission', words: 'Refused.' } as const;
  const member = findings({ pcsc });
  expect(member).toMatchObject([
    { check: 'Permission', result: 'fault', what: expect.stringContaining('polkit') },
  ]);
  expect(member[0]?.command).toMatch(
    /^sudo install -m 644 '.*49-cardwright-pcsc\.rules' \/etc\/polkit-1\/rules\.d\/$/,
  );
  const [stranger] = findings({ pcsc, groups: ['tech'], polkitRules: ['/etc/polkit-1/rules.d/x.rules'] });
  expect(stranger?.command).toContain('&& sudo usermod -aG plugdev tech');
  expect(stranger?.what).toContain('in spite of /etc/polkit-1/rules.d/x.rules');
});

test('a socket that is closed to this user is no matter of polkit', () => {
  const traces = { platform: 'linux', socket: 'closed to us', pcscd: true } as const;
  const [first] = findings({ pcsc: { state: 'no-permission', words: '' }, traces });
  expect(first?.what).toContain('socket');
  expect(first?.command).not.toContain('polkit');
});

test('no CCID driver: a fault where a reader waits for it', () => {
  expect(findings({ ccid: false })).toMatchObject([
    { result: 'fault', command: 'sudo apt-get install libccid' },
  ]);
  const virtual = findings({ ccid: false, usb: [] });
  expect(virtual).toMatchObject([{ check: 'Driver for USB readers', result: 'attention' }]);
});

test('a reader that the kernel sees and pcscd does not', () => {
  const pcsc = { state: 'running', readers: [] } as const;
  expect(findings({ pcsc })).toMatchObject([
    {
      result: 'fault',
      what: expect.stringContaining('OMNIKEY'),
      command: expect.stringContaining('pcscd --foreground --debug'),
    },
  ]);
  const both = findings({ usb: [omnikey, acr] });
  expect(both).toMatchObject([{ result: 'fault', what: expect.stringContaining('ACR122U') }]);
});

test('a kernel module holds the reader', () => {
  const usb = [{ ...acr, driver: 'pn533_usb' }];
  const modules = ['pn533_usb', 'pn533', 'nfc'];
  const items = findings({ pcsc: { state: 'running', readers: [] }, usb, modules });
  expect(items).toMatchObject([
    { check: 'USB readers', result: 'fault', command: 'sudo modprobe -r pn533_usb' },
    {
      check: 'Kernel modules',
      result: 'fault',
      command: expect.stringContaining('modprobe -r pn533_usb pn533 nfc'),
    },
  ]);
});

test('the modules alone are only a warning', () => {
  expect(findings({ modules: ['nfc'] })).toMatchObject([{ check: 'Kernel modules', result: 'attention' }]);
});

test('programs that hold cards', () => {
  expect(findings({ processes: ['pcscd', 'scdaemon'] })).toMatchObject([
    { check: 'Other programs', result: 'attention', command: 'gpgconf --kill scdaemon' },
  ]);
});

test('nothing on USB, and nothing else', () => {
  expect(findings({ usb: [], pcsc: { state: 'running', readers: [] } })).toMatchObject([
    { check: 'USB readers', result: 'attention', command: 'sudo dmesg --follow' },
  ]);
  expect(findings({ usb: [], pcsc: { state: 'running', readers: ['Virtual PCD 00 00'] } })).toEqual([]);
});

test('every finding that is not good has a remedy', () => {
  const all = [
    ...findings({ pcsc: stopped, ccid: false, usb: [], modules: ['nfc'], processes: ['openct'] }),
    ...findings({ pcsc: { state: 'no-permission', words: '' } }),
  ];
  for (const item of all)
    expect(item).toMatchObject({ remedy: expect.any(String), command: expect.any(String) });
});
