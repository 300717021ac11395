import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromHex, toHex } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { CardDevice } from '../../card/device.ts';
import { type FilePath, formatPath } from '../../card/path.ts';
import { commandTable } from './command-table.ts';
import { type CardFault, faultPlan } from './faults.ts';
import { type CardMemory, volatileMemory } from './memory.ts';
import type { Card } from './os/card.ts';
import { applicationsOf, childByFid, fileOf } from './os/file-tree.ts';
import { type CardFile, type CardImage, masterFileHandle } from './os/image.ts';
import { execute } from './os/interpreter.ts';
import { nonVolatile } from './os/non-volatile.ts';
import { PowerCut } from './os/power-cut.ts';
import { dropLostFiles, newSession } from './os/session.ts';

export interface UiccOptions {
  /** What the card is when its memory is empty: the image of a seed, or an earlier snapshot. */
  readonly image: CardImage;
  /** Default: forgets everything with the process. */
  readonly memory?: CardMemory;
  readonly faults?: readonly CardFault[];
  /** For delays; default: real time. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** For GET CHALLENGE; default: the system's source. */
  readonly random?: (length: number) => Uint8Array;
}

/** A software UICC: a card for readers, and what a laboratory can do with it besides. */
export interface Uicc extends CardDevice {
  /** In its reader; a removed card answers nothing and gives an empty ATR. */
  readonly present: boolean;
  /** Commands received since it was made, GET RESPONSE included. */
  readonly executed: number;
  setFault(fault: CardFault): void;
  remove(): void;
  insert(): void;
  /** Calls `listener` after each removal and insertion, until the returned function is called. */
  watchPresence(listener: (present: boolean) => void): () => void;
  /** A proactive command (tag D0, at most 256 bytes) that waits for FETCH from now until the next reset. */
  queueProactive(command: Uint8Array): void;
  /** The persistent state. */
  snapshot(): CardImage;
  /** Content of an EF, past all access rules; records one after the other. @throws InputError `lab.no-file` */
  readFileDirect(path: FilePath): Uint8Array;
}

/** A card without power. `reset` gives an empty ATR when it is mute or not in its reader. */
export function createUicc(options: UiccOptions): Uicc {
  const memory = options.memory ?? volatileMemory();
  const kept = memory.load();
  if (kept === undefined) memory.save(options.image);
  const store = nonVolatile(kept ?? options.image, memory);
  const wait = options.sleep ?? sleep;
  const faults = faultPlan();
  const listeners = new Set<(present: boolean) => void>();
  let executed = 0;
  let present = true;
  let powered = false;
  /** Counts resets and power-offs: a command that outlasted one is gone with it. */
  let era = 0;
  let session = newSession();
  for (const fault of options.faults ?? []) faults.set(fault, 0);

  const card: Card = {
    get image() {
      return store.image;
    },
    get session() {
      return session;
    },
    commit: (next) => {
      store.commit(next);
      dropLostFiles(session, next);
    },
    random: options.random ?? ((length) => new Uint8Array(randomBytes(length))),
  };

  const losePower = (): void => {
    powered = false;
    era++;
    session = newSession();
    store.cutAtCommit(0);
  };
  const setPresent = (next: boolean): void => {
    if (present === next) return;
    present = next;
    losePower();
    for (const listener of listeners) listener(present);
  };
  const delay = async (ms: number): Promise<void> => {
    if (ms > 0) await wait(ms);
  };

  const run = (tpdu: Uint8Array, number: number): Uint8Array | undefined => {
    const strikes = faults.take(number);
    if (strikes.some(({ kind }) => kind === 'removal')) {
      setPresent(false);
      return undefined;
    }
    const losses = strikes.filter((strike) => strike.kind === 'power-loss');
    if (losses.some(({ when }) => when === 'before')) {
      losePower();
      return undefined;
    }
    const wrongStatus = strikes.find((strike) => strike.kind === 'status-word');
    if (wrongStatus !== undefined) {
      session.pending = undefined;
      return fromHex(wrongStatus.sw);
    }
    const atCommit = losses.find(({ when }) => when === 'commit');
    store.cutAtCommit(atCommit === undefined ? 0 : (atCommit.commit ?? 1));
    const answer = answerOrCut(card, tpdu);
    store.cutAtCommit(0);
    if (answer === undefined || losses.some(({ when }) => when === 'after')) {
      losePower();
      return undefined;
    }
    return answer;
  };

  return {
    get present() {
      return present;
    },
    get executed() {
      return executed;
    },
    reset: async () => {
      losePower();
      const { atr, manners } = store.image;
      if (!present || manners.mute) return new Uint8Array();
      powered = true;
      return atr.slice();
    },
    powerOff: async () => losePower(),
    transmit: async (tpdu) => {
      if (!powered) return undefined;
      const started = era;
      executed++;
      const number = executed;
      await delay(faults.delayFor(tpdu.length, true));
      if (era !== started) return undefined;
      const answer = run(tpdu, number);
      if (answer !== undefined) await delay(faults.delayFor(answer.length, false));
      return era === started ? answer : undefined;
    },
    setFault: (fault) => faults.set(fault, executed),
    remove: () => setPresent(false),
    insert: () => setPresent(true),
    watchPresence: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    queueProactive: (command) => {
      session.proactive.push(command.slice());
    },
    snapshot: () => store.image,
    readFileDirect: (path) => findFile(store.image, path).body.slice(),
  };
}

/** `undefined` when the power went during the command. */
function answerOrCut(card: Card, tpdu: Uint8Array): Uint8Array | undefined {
  try {
    return execute(card, commandTable, tpdu);
  } catch (error) {
    if (error instanceof PowerCut) return undefined;
    throw error;
  }
}

function findFile(image: CardImage, path: FilePath): CardFile {
  let at: CardFile | undefined =
    path.aid === undefined
      ? fileOf(image, masterFileHandle)
      : applicationsOf(image).find(
          ({ header }) => header.aid !== undefined && toHex(header.aid) === path.aid,
        );
  for (const fid of path.fids) at = at === undefined ? undefined : childByFid(image, at.id, fid);
  if (at === undefined)
    throw new InputError('lab.no-file', `The software card has no file ${formatPath(path)}.`, {
      hint: 'Check the path against the seed.',
    });
  return at;
}
