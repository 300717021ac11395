import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { InternalError } from '../../main/base/error.ts';
import { freePorts } from './free-ports.ts';

/** One reader of the private pcscd: a card connects to `port` of this machine by the protocol of vpcd. */
export interface VirtualReader {
  /** Its PC/SC name. */
  readonly name: string;
  readonly port: number;
  /** Takes the reader off, as if its cable was pulled. */
  unplug(): void;
  plugIn(): void;
}

export interface Pcscd {
  readonly readers: readonly VirtualReader[];
  /** For other programs, so that they talk to this pcscd: this process's environment and the path of the socket. */
  readonly env: NodeJS.ProcessEnv;
  /** What pcscd printed. */
  log(): string;
  /** Ends pcscd: politely, or with SIGKILL as when it crashes, which leaves its socket behind. */
  stop(how?: 'politely' | 'crash'): Promise<void>;
  /** Starts it again with the same readers. */
  start(): Promise<void>;
  /** Stops it and removes its files. */
  dispose(): Promise<void>;
}

/** Where pcscd puts its socket; compiled in. */
const runDirectory = '/run/pcscd';

/**
 * A mount namespace of its own gives each pcscd its own /run/pcscd, so that it meets neither the machine's pcscd nor another test's.
 * Root can have one where the container allows it, others in a user namespace.
 */
const namespaces = [['--mount'], ['--user', '--map-root-user', '--mount']].find(
  (flags) => spawnSync('unshare', [...flags, 'mount', '--bind', tmpdir(), tmpdir()]).status === 0,
);

// libpcsclite reads the variable once in the life of a process: every pcscd of this process has its socket at the same place.
const directory = mkdtempSync(join(tmpdir(), 'cw-pcscd-'));
const socketDirectory = namespaces === undefined ? runDirectory : join(directory, 'run');
const socket = join(socketDirectory, 'pcscd.comm');
process.env['PCSCLITE_CSOCK_NAME'] = socket;
process.once('exit', () => {
  rmSync(directory, { recursive: true, force: true });
});

/**
 * Starts a private pcscd with `readers` readers of vpcd, in the foreground and without systemd, D-Bus or polkit, and waits until it
 * is ready. There can be one in a process at a time.
 * @param readers 1 to 16, which is all that pcsc-lite can have
 */
export async function startPcscd(readers: number): Promise<Pcscd> {
  const configuration = join(directory, 'reader.conf.d');
  rmSync(configuration, { recursive: true, force: true });
  mkdirSync(configuration);
  mkdirSync(socketDirectory, { recursive: true });
  const daemon = new Daemon(configuration);
  const list = (await freePorts(readers)).map((port, i) => configure(configuration, i, port, daemon));
  await daemon.start();
  return {
    readers: list,
    env: { ...process.env },
    log: () => daemon.log,
    stop: (how = 'politely') => daemon.stop(how),
    start: () => daemon.start(),
    dispose: () => daemon.stop('politely'),
  };
}

/** Runs `use` with a private pcscd, see {@link startPcscd}. */
export async function withPcscd<T>(readers: number, use: (pcscd: Pcscd) => Promise<T>): Promise<T> {
  const pcscd = await startPcscd(readers);
  try {
    return await use(pcscd);
  } finally {
    await pcscd.dispose();
  }
}

class Daemon {
  log = '';
  readonly #configuration: string;
  #child: ChildProcess | undefined;

  constructor(configuration: string) {
    this.#configuration = configuration;
  }

  async start(): Promise<void> {
    const command = `mount --bind '${socketDirectory}' ${runDirectory} && exec pcscd --foreground --info --config '${this.#configuration}'`;
    if (namespaces === undefined) refuseToDisturb();
    else if (!existsSync(runDirectory)) mkdirSync(runDirectory);
    const child =
      namespaces === undefined
        ? spawn('pcscd', ['--foreground', '--info', '--config', this.#configuration])
        : spawn('unshare', [...namespaces, 'sh', '-c', command]);
    this.#child = child;
    const collect = (chunk: Buffer) => {
      this.log += chunk.toString('utf8');
    };
    const before = this.log.length;
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    for (let tries = 0; !this.log.includes('daemon ready', before); tries++) {
      if (tries === 500 || child.exitCode !== null) throw notStarted(this.log.slice(before));
      await sleep(20);
    }
  }

  async stop(how: 'politely' | 'crash'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(how === 'crash' ? 'SIGKILL' : 'SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(patience);
  }

  /** Has pcscd look at the readers of its configuration again. */
  rescan(): void {
    this.#child?.kill('SIGUSR1');
  }
}

function configure(configuration: string, index: number, port: number, daemon: Daemon): VirtualReader {
  const title = `Test reader ${String.fromCharCode(0x41 + index)}`;
  const driver = join(directory, `reader-${index}.so`);
  const flag = `${driver}.unplugged`;
  copyFileSync(unpluggableDriver(), driver);
  // A copy for each reader: vpcd keeps its state in static variables, which one loaded file would share.
  copyFileSync(vpcdDriver(), `${driver}.vpcd`);
  rmSync(flag, { force: true });
  writeFileSync(
    join(configuration, `reader-${String(index).padStart(2, '0')}`),
    `FRIENDLYNAME "${title}"\nDEVICENAME /dev/null:${port}\nLIBPATH ${driver}\nCHANNELID ${port}\n`,
  );
  return {
    name: `${title} 00 00`,
    port,
    unplug() {
      writeFileSync(flag, '');
      daemon.rescan();
    },
    plugIn() {
      rmSync(flag);
      daemon.rescan();
    },
  };
}

function unpluggableDriver(): string {
  const built = join(directory, 'unpluggable-reader.so');
  if (!existsSync(built)) {
    const source = fileURLToPath(new URL('unpluggable-reader.c', import.meta.url));
    const flags = execFileSync('pkg-config', ['--cflags', 'libpcsclite'], { encoding: 'utf8' });
    execFileSync('gcc', ['-shared', '-fPIC', '-o', built, source, ...flags.trim().split(' '), '-ldl']);
  }
  return built;
}

function vpcdDriver(): string {
  const [found] = globSync('/usr/{lib,lib64,local/lib}/pcsc/drivers/serial/libifdvpcd.so');
  if (found === undefined)
    throw new InternalError('test.no-vpcd', 'The driver of vpcd is not installed.', {
      hint: 'apt-get install pcscd vsmartcard-vpcd libpcsclite-dev',
    });
  return found;
}

/** Without a namespace of its own pcscd would take the place of the machine's. */
function refuseToDisturb(): void {
  if (spawnSync('pgrep', ['-x', 'pcscd']).status === 0)
    throw new InternalError('test.pcscd-runs', 'A pcscd runs on this machine, and mount namespaces are not allowed.', {
      hint: 'Stop it (systemctl stop pcscd.socket pcscd) or run the tests where unshare --mount works.',
    });
}

function notStarted(log: string): InternalError {
  return new InternalError('test.pcscd-not-started', `pcscd did not start. It printed:\n${log}`, {
    hint: 'Run pcscd --foreground --debug by hand.',
  });
}
