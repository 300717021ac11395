import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { InternalError } from '../../../main/base/error.ts';
import type { Place } from './place.ts';

/** A pcscd in the foreground. Its standard input is the simulated USB bus, and it ends when that does, also if this process is killed. */
export class Daemon {
  log = '';
  readonly #place: Place;
  readonly #bus: string;
  readonly #letters: Set<string>;
  #child: ChildProcess | undefined;

  /** @param bus the library to preload @param letters the devices that are plugged in */
  constructor(place: Place, bus: string, letters: Iterable<string>) {
    this.#place = place;
    this.#bus = bus;
    this.#letters = new Set(letters);
  }

  async start(): Promise<void> {
    const flags = ['--foreground', '--info', '--config', `'${this.#place.readerConf}'`, ...withoutPolkit()];
    const script = `LD_PRELOAD='${this.#bus}' exec pcscd ${flags.join(' ')}`;
    const [program, ...args] = this.#place.command(script);
    const child = spawn(program, args, {
      env: { ...process.env, CARDWRIGHT_USB: [...this.#letters].join('') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    const before = this.log.length;
    for (const output of [child.stdout, child.stderr])
      output.on('data', (chunk: Buffer) => {
        this.log += chunk.toString('utf8');
      });
    for (let tries = 0; !this.log.includes('daemon ready', before); tries++) {
      if (tries === 500 || hasEnded(child)) throw notStarted(this.log.slice(before));
      await sleep(20);
    }
  }

  async stop(how: 'politely' | 'crash'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || hasEnded(child)) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(how === 'crash' ? 'SIGKILL' : 'SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(patience);
  }

  plug(letter: string): void {
    this.#letters.add(letter);
    this.#child?.stdin?.write(`+${letter}\n`);
  }

  unplug(letter: string): void {
    this.#letters.delete(letter);
    this.#child?.stdin?.write(`-${letter}\n`);
  }
}

/** pcscd from 2.0 on asks polkit unless told not to; there is none in a container. */
function withoutPolkit(): readonly string[] {
  const { stdout } = spawnSync('pcscd', ['--help'], { encoding: 'utf8' });
  return stdout.includes('--disable-polkit') ? ['--disable-polkit'] : [];
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function notStarted(log: string): InternalError {
  return new InternalError('test.pcscd-not-started', `pcscd did not start. It printed:\n${log}`, {
    hint: 'Run pcscd --foreground --debug by hand.',
  });
}
