import { rmSync } from 'node:fs';
import { freePorts } from './free-ports.ts';
import { sharedObject } from './pcscd/compile.ts';
import { Daemon } from './pcscd/daemon.ts';
import { readerName, writeBundle } from './pcscd/driver-bundle.ts';
import { findPlace, leavePlace, makePlace } from './pcscd/place.ts';

/** One reader of the test's pcscd: a card connects to `port` of this machine by the protocol of vpcd. */
export interface VirtualReader {
  /** Its PC/SC name. */
  readonly name: string;
  readonly port: number;
  /** Pulls its cable. */
  unplug(): void;
  plugIn(): void;
}

export interface Pcscd {
  readonly readers: readonly VirtualReader[];
  /** For other programs, so that they talk to this pcscd. */
  readonly env: NodeJS.ProcessEnv;
  /** What pcscd printed. */
  log(): string;
  /** Ends pcscd: politely, or with SIGKILL as when it crashes, which leaves its socket behind. */
  stop(how?: 'politely' | 'crash'): Promise<void>;
  /** Starts it again with the same readers. */
  start(): Promise<void>;
  /** Stops it and removes its readers. */
  dispose(): Promise<void>;
}

const place = findPlace();
// libpcsclite reads the variable once in the life of a process: every pcscd of this process has its socket at the same place.
process.env['PCSCLITE_CSOCK_NAME'] = place.socket;
process.once('exit', () => {
  leavePlace(place);
});

/**
 * Starts a pcscd of its own with USB readers that do not exist, and waits until it is ready. It needs neither systemd nor D-Bus nor
 * polkit. There can be one in a process at a time.
 * @param count of readers, 0 to 16, which is all that pcsc-lite can have
 * @param unplugged how many of them, the last ones, are not plugged in yet
 */
export async function startPcscd(count: number, unplugged = 0): Promise<Pcscd> {
  makePlace(place);
  const models = (await freePorts(count)).map((port, i) => ({
    letter: String.fromCharCode(0x41 + i),
    port,
  }));
  const library = sharedObject('usb-reader', place.directory);
  const bundles = models.map((model) => writeBundle(place.drivers, library, model));
  const letters = models.slice(0, count - unplugged).map((model) => model.letter);
  const daemon = new Daemon(place, sharedObject('usb-bus', place.directory), letters);
  await daemon.start();
  return {
    readers: models.map((model) => ({
      name: readerName(model),
      port: model.port,
      unplug: () => daemon.unplug(model.letter),
      plugIn: () => daemon.plug(model.letter),
    })),
    env: { ...process.env },
    log: () => daemon.log,
    stop: (how = 'politely') => daemon.stop(how),
    start: () => daemon.start(),
    async dispose() {
      await daemon.stop('politely');
      for (const bundle of bundles) rmSync(bundle, { recursive: true });
      leavePlace(place);
    },
  };
}

/** Runs `use` with a pcscd of its own, see {@link startPcscd}. */
export async function withPcscd<T>(count: number, use: (pcscd: Pcscd) => Promise<T>): Promise<T> {
  const pcscd = await startPcscd(count);
  try {
    return await use(pcscd);
  } finally {
    await pcscd.dispose();
  }
}
