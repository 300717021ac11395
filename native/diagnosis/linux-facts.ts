import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { lookForService, type ServiceTraces } from '../pcsc/service-state.ts';
import type { PcscFacts } from './pcsc-facts.ts';
import { readUsbReaders, type UsbReader } from './usb.ts';

/** Everything the diagnosis of a Linux machine is made from. */
export interface LinuxFacts {
  readonly pcsc: PcscFacts;
  readonly traces: ServiceTraces;
  /** Names of running programs that matter: `pcscd`, `scdaemon`, `openct-control` … */
  readonly processes: readonly string[];
  /** systemd is the first process. */
  readonly systemd: boolean;
  /** What systemd says of pcscd.socket: `enabled`, `disabled`, `masked`; absent where there is none. */
  readonly socketUnit?: string;
  /** The driver for USB readers (CCID) is installed. */
  readonly ccid: boolean;
  /** Names of rule files of polkit that speak of pcsc. */
  readonly polkitRules: readonly string[];
  readonly user: string;
  readonly groups: readonly string[];
  readonly usb: readonly UsbReader[];
  /** Kernel modules that are loaded. */
  readonly modules: readonly string[];
  /** `ID` and `ID_LIKE` of /etc/os-release. */
  readonly distribution: readonly string[];
}

const run = promisify(execFile);

/** Reads the machine. What cannot be read counts as not there; never rejects. */
export async function gatherLinuxFacts(pcsc: PcscFacts): Promise<LinuxFacts> {
  const [processes, socketUnit, user, groups, usb, modules, osRelease, first] = await Promise.all([
    processNames(),
    output('systemctl', ['is-enabled', 'pcscd.socket']),
    output('id', ['-un']),
    output('id', ['-nG']),
    readUsbReaders('/sys/bus/usb/devices'),
    text('/proc/modules'),
    text('/etc/os-release'),
    text('/proc/1/comm'),
  ]);
  return {
    pcsc,
    traces: lookForService(),
    processes,
    systemd: first.trim() === 'systemd',
    ...(socketUnit === '' ? {} : { socketUnit }),
    ccid: globSync('/usr/{lib,lib64,local/lib,lib/*}/pcsc/drivers/ifd-ccid.bundle').length > 0,
    polkitRules: await rulesAboutPcsc(),
    user: user === '' ? 'this user' : user,
    groups: groups.split(/\s+/).filter((group) => group !== ''),
    usb,
    modules: modules.split('\n').flatMap((line) => /^\S+/.exec(line)?.[0] ?? []),
    distribution: [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)/gm)].flatMap(
      ([, ids]) => ids?.split(' ') ?? [],
    ),
  };
}

async function processNames(): Promise<string[]> {
  const entries = await readdir('/proc').catch(() => []);
  const names = await Promise.all(
    entries.filter((entry) => /^\d+$/.test(entry)).map((pid) => text(`/proc/${pid}/comm`)),
  );
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

async function rulesAboutPcsc(): Promise<string[]> {
  const files = globSync('/{etc,usr/share,run}/polkit-1/rules.d/*.rules');
  const contents = await Promise.all(files.map(text));
  return files.filter((_, i) => contents[i]?.includes('pcsc-lite') === true);
}

/** First line of what a program prints, empty when it cannot be run; its exit code does not matter. */
async function output(program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(program, args, { timeout: 3_000 });
    return stdout.trim();
  } catch (error) {
    return error instanceof Error && 'stdout' in error && typeof error.stdout === 'string'
      ? error.stdout.trim()
      : '';
  }
}

function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
