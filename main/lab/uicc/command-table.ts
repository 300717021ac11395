import { authenticate } from './commands/authenticate.ts';
import { authenticateLocalKey } from './commands/authenticate-local-key.ts';
import { readBinary, updateBinary } from './commands/binary.ts';
import { createFile } from './commands/create-file.ts';
import { deleteFile } from './commands/delete-file.ts';
import { getChallenge } from './commands/get-challenge.ts';
import { increase } from './commands/increase.ts';
import {
  activateFile,
  deactivateFile,
  terminateCardUsage,
  terminateDf,
  terminateEf,
} from './commands/life-cycle.ts';
import { manageChannel } from './commands/manage-channel.ts';
import { changePin, disablePin, enablePin, unblockPin, verifyPin } from './commands/pin.ts';
import { readRecord, updateRecord } from './commands/record.ts';
import { resizeFile } from './commands/resize-file.ts';
import { searchRecord } from './commands/search-record.ts';
import { select } from './commands/select.ts';
import { status } from './commands/status.ts';
import { fetch, terminalCapability, terminalProfile, terminalResponse } from './commands/toolkit.ts';
import { domainCommands } from './globalplatform/domain-commands.ts';
import type { CommandHandler } from './os/command.ts';
import { type CommandTable, domainRow } from './os/interpreter.ts';
import { envelopeHandler } from './ota/envelope.ts';
import { commandsFor } from './ota/remote-commands.ts';

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
  searchRecord,
  increase,
  createFile,
  deleteFile,
  resizeFile,
  activateFile,
  deactivateFile,
  terminateEf,
  terminateDf,
  terminateCardUsage,
  manageChannel,
  getChallenge,
  authenticate,
  authenticateLocalKey,
  terminalProfile,
  envelopeHandler(commandsFor),
  fetch,
  terminalResponse,
  terminalCapability,
];

/** Every command the software card knows besides GET RESPONSE, which belongs to the transmission protocol. */
export const commandTable: CommandTable = new Map([
  ...handlers.map((handler) => [handler.ins, handler] as const),
  ...domainCommands.map((handler) => [domainRow(handler.ins), handler] as const),
]);
