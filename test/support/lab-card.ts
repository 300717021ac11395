import { onTestFinished } from 'vitest';
import type { ReaderStatus } from '../../native/reader-port.ts';
import { cliProgram } from './cli.ts';
import { pcscSees } from './pcsc-sees.ts';
import type { VirtualReader } from './pcscd.ts';
import { startProgram } from './running-program.ts';

/** A software card in its own process, in a reader of a test's pcscd. */
export interface LabCard {
  /** Takes it out, and waits until PC/SC has seen that. */
  remove(): Promise<void>;
}

export interface LabCardOptions {
  readonly reader: VirtualReader;
  readonly seed: string;
  /** Keeps the card. */
  readonly image: string;
  /** As `cardwright lab card --fault` takes them. */
  readonly faults?: readonly string[];
  /** What PC/SC sees then; a card that answers unless told. */
  readonly state?: ReaderStatus['state'];
}

/** Runs `cardwright lab card` and waits until PC/SC has seen the card; it ends with the test. */
export async function insertLabCard(options: LabCardOptions): Promise<LabCard> {
  const { reader, seed, image, faults = [], state = 'card' } = options;
  const args = ['--json', 'lab', 'card', '--port', String(reader.port), '--seed', seed, '--image', image];
  const program = startProgram(
    cliProgram,
    [...args, ...faults.flatMap((fault) => ['--fault', fault])],
    process.env,
  );
  let removal: Promise<void> | undefined;
  const remove = async () => {
    await program.stop();
    await pcscSees(reader, 'empty');
  };
  const card: LabCard = { remove: () => (removal ??= remove()) };
  onTestFinished(card.remove);
  await pcscSees(reader, state);
  return card;
}
