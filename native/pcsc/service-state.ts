import { accessSync, constants, existsSync } from 'node:fs';
import { ReaderError } from '../../main/base/error.ts';
import { noPermission, type Phase } from '../reader-errors.ts';
import type { ServiceState } from '../reader-port.ts';
import { codeOf } from './code-of.ts';

export interface ServiceTrouble {
  readonly state: Exclude<ServiceState, 'running' | 'disabled'>;
  readonly problem: ReaderError;
}

/** What can be seen of the PC/SC service from outside. */
export interface ServiceTraces {
  readonly platform: NodeJS.Platform;
  /** Linux: whether pcscd's socket is there, and whether this user may write to it. */
  readonly socket: 'absent' | 'closed to us' | 'there';
  /** Linux: whether the program pcscd is there. */
  readonly pcscd: boolean;
}

const daemonPlaces = ['/usr/sbin/pcscd', '/usr/local/sbin/pcscd', '/sbin/pcscd', '/usr/bin/pcscd'];

/** Path of pcscd's socket, as libpcsclite finds it. */
export function pcscdSocket(): string {
  return process.env['PCSCLITE_CSOCK_NAME'] ?? '/run/pcscd/pcscd.comm';
}

export function lookForService(): ServiceTraces {
  const platform = process.platform;
  if (platform !== 'linux') return { platform, socket: 'there', pcscd: true };
  return {
    platform,
    socket: lookAtSocket(pcscdSocket()),
    pcscd: daemonPlaces.some((path) => existsSync(path)),
  };
}

function lookAtSocket(path: string): ServiceTraces['socket'] {
  try {
    accessSync(path, constants.W_OK);
    return 'there';
  } catch (error) {
    const denied = error instanceof Error && 'code' in error && error.code === 'EACCES';
    return denied ? 'closed to us' : 'absent';
  }
}

/** Why a context could not be had, from the binding's error and from what is to be seen of the service. */
export function serviceTrouble(
  cause: unknown,
  traces: ServiceTraces,
  phase: Phase = 'connect',
): ServiceTrouble {
  const code = codeOf(cause, traces.platform);
  const evidence = { cause, ...(code === undefined ? {} : { pcsc: code.name }) };
  if (traces.platform === 'linux' && traces.socket === 'absent')
    return traces.pcscd
      ? { state: 'not-running', problem: notRunning(traces.platform, phase, evidence) }
      : { state: 'not-installed', problem: notInstalled(evidence) };
  // Without a name it is polkit: pcscd closes the connection, and the binding has no words for SCARD_W_SECURITY_VIOLATION. Once a card
  // has been connected it is only a closed connection.
  const unnamed = code === undefined || code.fault === 'no-permission';
  if (traces.socket === 'closed to us' || (unnamed && phase === 'connect'))
    return { state: 'no-permission', problem: noPermission(undefined, evidence) };
  return { state: 'not-running', problem: notRunning(traces.platform, phase, evidence) };
}

function notInstalled(evidence: { pcsc?: string; cause: unknown }): ReaderError {
  return new ReaderError('reader.service-not-installed', 'Support for smart card readers is not installed.', {
    hint: 'Install it: sudo apt-get install pcscd libccid (Debian, Ubuntu), sudo dnf install pcsc-lite pcsc-lite-ccid (Fedora).',
    meaning: 'No reader can be used until then; simulated readers can.',
    cause: evidence.cause,
  });
}

const startHints: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Start it: sudo systemctl start pcscd.socket, or sudo pcscd where there is no systemd.',
  win32: 'Plug a reader in, which starts it, or run as administrator: sc start SCardSvr',
  darwin: 'Unplug the reader and plug it in again: macOS starts the service with it.',
};

function notRunning(
  platform: NodeJS.Platform,
  phase: Phase,
  evidence: { pcsc?: string; cause: unknown },
): ReaderError {
  return new ReaderError(
    'reader.service-not-running',
    phase === 'connect'
      ? 'The smart card service of this machine is not running.'
      : 'The smart card service stopped in the middle of an exchange.',
    {
      hint: startHints[platform] ?? 'Start the PC/SC service of this machine.',
      meaning:
        phase === 'connect'
          ? 'No reader can be used until it runs; Cardwright notices by itself when it does.'
          : 'It is not known whether the card executed the last command. It has to be read again.',
      details: evidence.pcsc === undefined ? {} : { pcsc: evidence.pcsc },
      cause: evidence.cause,
    },
  );
}
