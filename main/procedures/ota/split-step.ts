import type { CardCommand } from '../../card/command.ts';
import type { BatchedStep } from '../plan/types.ts';
import { bufferTooSmall } from './errors.ts';

const updateBinaryIns = 0xd6;

/**
 * A step as several, each with as many of its commands as fit into `limit`; UPDATE BINARY is cut where it does not fit alone.
 * @param sizeOf bytes of the packet that carries a step
 * @throws InputError `ota.buffer-too-small` for a command that cannot be cut
 */
export function splitStep(
  { step, commands }: BatchedStep,
  limit: number,
  sizeOf: (step: BatchedStep) => number,
): readonly BatchedStep[] {
  const fits = (group: readonly CardCommand<number>[]): boolean => sizeOf({ step, commands: group }) <= limit;
  const pieces: BatchedStep[] = [];
  let group: CardCommand<number>[] = [];
  for (const command of commands.flatMap((each) => cut(each, (part) => fits([part])))) {
    if (!fits([command])) throw bufferTooSmall(step.name, sizeOf({ step, commands: [command] }), limit);
    if (!fits([...group, command])) {
      pieces.push({ step, commands: group });
      group = [];
    }
    group.push(command);
  }
  return group.length > 0 ? [...pieces, { step, commands: group }] : pieces;
}

/** The parts of an UPDATE BINARY with an offset, each the longest that fits; the command itself where it fits or cannot be cut. */
function cut(
  command: CardCommand<number>,
  fits: (part: CardCommand<number>) => boolean,
): readonly CardCommand<number>[] {
  const { ins, p1, p2, data = new Uint8Array() } = command.apdu;
  const byOffset = ins === updateBinaryIns && (p1 & 0x80) === 0;
  if (!byOffset || fits(command)) return [command];
  const part = (start: number, end: number): CardCommand<number> => {
    const offset = (p1 << 8) + p2 + start;
    return {
      ...command,
      apdu: { ...command.apdu, p1: offset >> 8, p2: offset & 0xff, data: data.slice(start, end) },
    };
  };
  const parts: CardCommand<number>[] = [];
  for (let start = 0; start < data.length; ) {
    let end = data.length;
    while (end > start + 1 && !fits(part(start, end))) end--;
    parts.push(part(start, end));
    start = end;
  }
  return parts;
}
