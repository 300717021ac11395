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
import type { CommandTable } from '../os/interpreter.ts';

/** What remote file management takes, ETSI TS 102 226 6.2 and 6.3; and STATUS, which many cards take besides. */
export const fileManagementCommands: CommandTable = new Map(
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
