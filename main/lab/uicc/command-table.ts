import { readBinary, updateBinary } from './commands/binary.ts';
import { changePin, disablePin, enablePin, unblockPin, verifyPin } from './commands/pin.ts';
import { readRecord, updateRecord } from './commands/record.ts';
import { select } from './commands/select.ts';
import { status } from './commands/status.ts';
import type { CommandHandler } from './os/command.ts';
import type { CommandTable } from './os/interpreter.ts';

const handlers: readonly CommandHandler[] = [
  select,
  status,
  readBinary,
  updateBinary,
  readRecord,
  updateRecord,
  verifyPin,
  changePin,
  disablePin,
  enablePin,
  unblockPin,
];

/** Every command the software card knows besides GET RESPONSE, which belongs to the transmission protocol. */
export const commandTable: CommandTable = new Map(handlers.map((handler) => [handler.ins, handler]));
