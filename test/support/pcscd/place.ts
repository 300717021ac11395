import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InternalError } from '../../../main/base/error.ts';

/** Where a pcscd of a test lives: its directories as they are seen from outside, and how it is started so that it sees them. */
export interface Place {
  readonly directory: string;
  readonly socket: string;
  readonly drivers: string;
  /** Empty: no serial readers. */
  readonly readerConf: string;
  /** Whether nothing outside this process can notice it. */
  readonly isPrivate: boolean;
  /** The command line that runs `script` of sh where pcscd has to run. */
  command(script: string): readonly [program: string, ...args: string[]];
}

/** Where pcscd has its socket and its drivers; compiled in, and told by `pcscd --version`. */
function compiledIn(): { readonly ipc: string; readonly drivers: string } {
  const { stdout } = spawnSync('pcscd', ['--version'], { encoding: 'utf8' });
  const told = (name: string) => new RegExp(`${name}=(\\S+)`).exec(stdout)?.[1];
  return { ipc: told('ipcdir') ?? '/run/pcscd', drivers: told('usbdropdir') ?? '/usr/lib/pcsc/drivers' };
}

/** A mount namespace: root has one where the container allows it, others in a user namespace. */
function namespaceFlags(): readonly string[] | undefined {
  return [['--mount'], ['--user', '--map-root-user', '--mount']].find(
    (flags) => spawnSync('unshare', [...flags, 'mount', '--bind', tmpdir(), tmpdir()]).status === 0,
  );
}

/**
 * Finds a place for pcscd: directories of its own, mounted over pcscd's in a mount namespace, so that it meets neither the machine's
 * pcscd nor another test's. Where namespaces are not allowed it takes the machine's place, if that is free.
 */
export function findPlace(): Place {
  const { ipc, drivers } = compiledIn();
  const directory = join(tmpdir(), `cw-pcscd-${process.pid}-${randomBytes(4).toString('hex')}`);
  const readerConf = join(directory, 'reader.conf.d');
  const flags = namespaceFlags();
  if (flags === undefined) {
    const command = (script: string) => ['sh', '-c', script] as const;
    return { directory, socket: join(ipc, 'pcscd.comm'), drivers, readerConf, isPrivate: false, command };
  }
  const own = { ipc: join(directory, 'run'), drivers: join(directory, 'drivers') };
  // In the namespace, because only there may a user who is not root create it.
  const mounts = `mkdir -p ${ipc} && mount --bind ${own.ipc} ${ipc} && mount --bind ${own.drivers} ${drivers}`;
  return {
    directory,
    socket: join(own.ipc, 'pcscd.comm'),
    drivers: own.drivers,
    readerConf,
    isPrivate: true,
    command: (script) => ['unshare', ...flags, 'sh', '-c', `${mounts} && ${script}`],
  };
}

/** Makes the directories of a place. */
export function makePlace(place: Place): void {
  if (!place.isPrivate) refuseToDisturb();
  for (const directory of [place.readerConf, place.drivers, dirname(place.socket)])
    mkdirSync(directory, { recursive: true });
}

export function leavePlace(place: Place): void {
  rmSync(place.directory, { recursive: true, force: true });
}

function refuseToDisturb(): void {
  if (spawnSync('pgrep', ['-x', 'pcscd']).status !== 0) return;
  throw new InternalError('test.pcscd-runs', 'A pcscd runs here, and mount namespaces are not allowed.', {
    hint: 'Stop it (systemctl stop pcscd.socket pcscd) or run the tests where unshare --mount works.',
  });
}
