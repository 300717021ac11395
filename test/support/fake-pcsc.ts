import type {
  KnownState,
  PcscBinding,
  PcscCard,
  PcscContext,
  PcscReader,
  SeenState,
} from '../../native/pcsc/binding.ts';

const plugAndPlay = '\\\\?PnP?\\Notification';
const changed = 2;

export interface FakeReader {
  state: number;
  atr?: Uint8Array;
  /** What a connect gives or throws. */
  connect?: (shareMode: number, protocols: number) => Promise<PcscCard>;
}

/** An error as the binding throws it: words, no number. */
export function pcscFailure(words: string): Error {
  return new Error(words);
}

/** A PC/SC service in memory, with the manners that pcsc-lite and the binding have. */
export class FakePcsc {
  running = true;
  readonly readers = new Map<string, FakeReader>();
  /** Contexts that were opened, and are still open. */
  opened = 0;
  open = 0;
  /** Those who wait for a change. */
  readonly waiting = new Set<() => void>();
  readonly binding: PcscBinding = { Context: contextOf(this) };

  /** Wakes everybody who waits for a change. */
  change(change: () => void): void {
    change();
    for (const wake of this.waiting) wake();
  }

  check(): void {
    if (!this.running) throw pcscFailure('PC/SC service not running');
  }
}

function contextOf(service: FakePcsc): PcscBinding['Context'] {
  return class implements PcscContext {
    #alive = true;
    #cancel: (() => void) | undefined;

    constructor() {
      service.check();
      service.opened++;
      service.open++;
    }

    listReaders(): readonly PcscReader[] {
      service.check();
      return [...service.readers].map(([name, reader]) => ({
        name,
        connect: (shareMode, protocols) =>
          reader.connect?.(shareMode, protocols) ?? Promise.reject(pcscFailure('No smart card present')),
      }));
    }

    async waitForChange(known: KnownState[], timeout: number): Promise<readonly SeenState[] | null> {
      if (known.length === 0)
        return [...service.readers].map(([name, reader]) => seen(name, reader.state | changed, reader.atr));
      service.check();
      const names = service.readers.size;
      const look = () => {
        const list = known.map(({ name, state }) => {
          const reader = service.readers.get(name);
          if (name === plugAndPlay) return seen(name, service.readers.size === names ? 0 : changed);
          if (reader === undefined) return seen(name, 0x0c | changed);
          return seen(name, reader.state === state ? state : reader.state | changed, reader.atr);
        });
        return list.some((reader) => reader.changed) ? list : undefined;
      };
      return (
        look() ??
        new Promise((resolve, reject) => {
          const end = (finish: () => void) => {
            clearTimeout(timer);
            service.waiting.delete(wake);
            this.#cancel = undefined;
            finish();
          };
          const wake = () => {
            if (!service.running) return end(() => reject(pcscFailure('Communication error')));
            const list = look();
            if (list !== undefined) end(() => resolve(list));
          };
          const timer = setTimeout(() => end(() => resolve([])), timeout);
          this.#cancel = () => end(() => resolve(null));
          service.waiting.add(wake);
        })
      );
    }

    cancel(): void {
      service.check();
      this.#cancel?.();
    }

    close(): void {
      if (this.#alive) service.open--;
      this.#alive = false;
    }
  };
}

function seen(name: string, state: number, atr?: Uint8Array): SeenState {
  return { name, state, changed: (state & changed) !== 0, atr: atr ?? null };
}

/** A card connection that answers 9000 to everything and remembers what was done to it. */
export class FakeCard implements PcscCard {
  readonly log: string[] = [];
  protocol = 1;
  atr: Uint8Array | null = Uint8Array.of(0x3b, 0);
  answer: () => Promise<Uint8Array> = () => Promise.resolve(Uint8Array.of(0x90, 0));

  transmit(command: Buffer, options: { readonly maxRecvLength: number }): Promise<Uint8Array> {
    this.log.push(`${command.toString('hex')} ${options.maxRecvLength}`);
    return this.answer();
  }

  reconnect(shareMode: number, protocols: number, initialization: number): Promise<number> {
    this.log.push(`reconnect ${shareMode} ${protocols} ${initialization}`);
    return Promise.resolve(this.protocol);
  }

  disconnect(disposition: number): void {
    this.log.push(`disconnect ${disposition}`);
  }
}
