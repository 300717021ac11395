import { u16be } from '../../base/bytes.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';

/** ACTIVATE FILE, ETSI TS 102 221 11.1.15: the EF `fid` of the current directory, or without it the current file. */
export function activateFile(fid?: number): CardCommand<number> {
  return lifeCycleCommand('ACTIVATE FILE', 0x44, fid);
}

/** DEACTIVATE FILE, ETSI TS 102 221 11.1.14: the EF `fid` of the current directory, or without it the current file. */
export function deactivateFile(fid?: number): CardCommand<number> {
  return lifeCycleCommand('DEACTIVATE FILE', 0x04, fid);
}

/** TERMINATE EF, ETSI TS 102 222 6.8. It cannot be undone. */
export function terminateEf(fid: number): CardCommand<number> {
  return lifeCycleCommand('TERMINATE EF', 0xe8, fid);
}

/** TERMINATE DF, ETSI TS 102 222 6.7. It cannot be undone. */
export function terminateDf(fid: number): CardCommand<number> {
  return lifeCycleCommand('TERMINATE DF', 0xe6, fid);
}

/** TERMINATE CARD USAGE, ETSI TS 102 222 6.9. The card is of no use afterwards; it cannot be undone. */
export function terminateCardUsage(): CardCommand<number> {
  return lifeCycleCommand('TERMINATE CARD USAGE', 0xfe, undefined);
}

function lifeCycleCommand(name: string, ins: number, fid: number | undefined): CardCommand<number> {
  return {
    name,
    apdu: { cla: 0x00, ins, p1: 0, p2: 0, ...(fid === undefined ? {} : { data: u16be(fid) }) },
    sensitive: 'none',
    changesCard: true,
    parse: (response) => expectStatus(response, name).sw,
  };
}
