import { readBinary, updateBinary } from '../commands/binary.ts';
import { createFile } from '../commands/create-file.ts';
import { deleteFile } from '../commands/delete-file.ts';
import { increase } from '../commands/increase.ts';
import { activateFile, deactivateFile, terminateDf, terminateEf } from '../commands/life-cycle.ts';
import { changePin, disablePin, enablePin, unblockPin, verifyPin } from '../commands/pin.ts';
import { readRecord, updateRecord } from '../commands/record.ts';
import { resizeFile } from '../commands/resize-file.ts';
import { searchRecord } from '../commands/search-record.ts';
import { select } from '../commands/select.ts';
import { status } from '../commands/status.ts';
import { domainCommands } from '../globalplatform/domain-commands.ts';
import { putKey } from '../globalplatform/put-key.ts';
import type { CommandHandler } from '../os/command.ts';
import { type CommandTable, domainRow } from '../os/interpreter.ts';
import type { OtaApplication, OtaKeySet } from './state.ts';

/** What scripts for an application may do; @param keySet that of their packet */
export function commandsFor({ manages }: OtaApplication, keySet: OtaKeySet | undefined): CommandTable {
  if (manages === 'files') return fileManagementCommands;
  return keySet?.kik === undefined ? withoutPutKey : applicationManagementCommands;
}

/** What remote file management takes, ETSI TS 102 226 6.2 and 6.3; and STATUS, which many cards take besides. */
const fileManagementCommands: CommandTable = new Map(
  [
    select,
    status,
    readBinary,
    updateBinary,
    readRecord,
    updateRecord,
    searchRecord,
    increase,
    verifyPin,
    changePin,
    disablePin,
    enablePin,
    unblockPin,
    activateFile,
    deactivateFile,
    createFile,
    deleteFile,
    resizeFile,
    terminateDf,
    terminateEf,
  ].map((handler) => [handler.ins, handler]),
);

/** What remote application management takes, ETSI TS 102 226 8: all of the issuer security domain but what opens a secure channel. */
const applicationManagementCommands = tableOf(domainCommands.filter(({ domain }) => domain === 'in-channel'));
/** Without a key KIK nothing decrypts the keys of a PUT KEY. */
const withoutPutKey = tableOf(
  domainCommands.filter((handler) => handler.domain === 'in-channel' && handler !== putKey),
);

function tableOf(handlers: readonly CommandHandler[]): CommandTable {
  return new Map(handlers.map((handler) => [domainRow(handler.ins), handler]));
}
