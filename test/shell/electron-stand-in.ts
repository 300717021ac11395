import { EventEmitter } from 'node:events';

/** A thin stand-in for the parts of Electron that the shell's modules are given; the real thing needs its binary and a display. */
export class FakeContents extends EventEmitter {
  openHandler: (() => { action: string }) | undefined;
  readonly sent: unknown[] = [];
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  send(channel: string, message: unknown): void {
    this.sent.push([channel, message]);
  }
}

export class FakeIpcMain {
  readonly handlers = new Map<string, (event: unknown, message: unknown) => Promise<unknown>>();
  handle(channel: string, handler: (event: unknown, message: unknown) => Promise<unknown>): void {
    this.handlers.set(channel, handler);
  }
}

/** The child that `fork` gives: what is sent to it is kept, what it says is emitted. */
export class FakeChild extends EventEmitter {
  readonly sent: Record<string, unknown>[] = [];
  connected = true;
  exitCode: number | null = null;
  signalCode: string | null = null;
  send(message: Record<string, unknown>): boolean {
    this.sent.push(message);
    return true;
  }
  disconnect(): void {
    this.connected = false;
    this.die(0);
  }
  die(code: number): void {
    this.exitCode = code;
    this.emit('exit', code, null);
  }
  kill(): boolean {
    this.die(1);
    return true;
  }
}

/** An event that remembers whether its default was prevented. */
export function preventable<T extends object>(extra: T): T & { prevented: boolean; preventDefault(): void } {
  const event = {
    ...extra,
    prevented: false,
    preventDefault: () => {
      event.prevented = true;
    },
  };
  return event;
}
