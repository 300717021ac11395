// What Cardwright needs from the operating system, and how to get it. Plain JavaScript: it runs before anything is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Debian package → the file or command that shows it is there. */
const debianPackages = {
  app: {
    pcscd: ['/usr/sbin/pcscd'],
    'libpcsclite-dev': ['/usr/include/PCSC/winscard.h'],
    'build-essential': ['/usr/bin/g++', '/usr/bin/make'],
    python3: ['python3'],
    'pkg-config': ['pkg-config'],
    libccid: ['/usr/lib/pcsc/drivers/ifd-ccid.bundle', '/etc/libccid_Info.plist'],
  },
  test: {
    'vsmartcard-vpcd': ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
    'pcsc-tools': ['/usr/bin/pcsc_scan'],
    opensc: ['/usr/bin/opensc-tool'],
    chromium: ['/usr/bin/chromium'],
    openssl: ['/usr/bin/openssl'],
    'libosmocore-utils': ['osmo-auc-gen'],
    hostapd: ['/usr/sbin/hostapd'],
    eapoltest: ['eapol_test'],
    socat: ['socat'],
    curl: ['curl'],
  },
};

const elsewhere = {
  fedora: 'sudo dnf install pcsc-lite pcsc-lite-devel ccid gcc-c++ make python3',
  arch: 'sudo pacman -S pcsclite ccid base-devel python',
  suse: 'sudo zypper install pcsc-lite pcsc-lite-devel pcsc-ccid gcc-c++ make python3',
};

/** True when one of `marks` exists: an absolute path as a file, anything else as a command on the path. */
export function isPresent(marks, exists = existsSync) {
  return marks.some((mark) =>
    mark.startsWith('/')
      ? exists(mark)
      : (process.env.PATH ?? '').split(':').some((folder) => exists(`${folder}/${mark}`)),
  );
}

/** Names of the Debian packages of `groups` that are not installed. */
export function missingPackages(groups, exists = existsSync) {
  return groups.flatMap((group) =>
    Object.entries(debianPackages[group])
      .filter(([, marks]) => !isPresent(marks, exists))
      .map(([name]) => name),
  );
}

/** The command a person can paste, for this system. */
export function installCommand(missing, osRelease) {
  if (/^ID(_LIKE)?=.*(debian|ubuntu)/m.test(osRelease)) return `sudo apt-get install ${missing.join(' ')}`;
  for (const [id, command] of Object.entries(elsewhere))
    if (new RegExp(`^ID(_LIKE)?=.*${id}`, 'm').test(osRelease)) return command;
  return `install the counterparts of: ${missing.join(' ')}`;
}

function readOsRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

/**
 * Makes sure that the system packages of `groups` are there. On Debian as root it installs what is missing; elsewhere it prints the
 * command and returns the names. Windows and macOS bring PC/SC themselves.
 */
export function ensureSystem(groups) {
  if (process.platform !== 'linux') return [];
  const missing = missingPackages(groups);
  if (missing.length === 0) return [];
  const osRelease = readOsRelease();
  const command = installCommand(missing, osRelease);
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    console.error(`Cardwright needs system packages that are not here: ${missing.join(', ')}`);
    console.error(`Run this once, then try again:\n\n  ${command}\n`);
    return missing;
  }
  console.error(`Installing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], {
    stdio: 'inherit',
    env,
  });
  return missingPackages(groups);
}
