import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DiagnosisItem } from './item.ts';
import type { PcscFacts } from './pcsc-facts.ts';

/** What Windows says of its service SCardSvr. */
export interface WindowsFacts {
  readonly pcsc: PcscFacts;
  readonly service: 'running' | 'stopped' | 'missing' | 'unknown';
  readonly start: 'automatic' | 'manual' | 'disabled' | 'unknown';
}

const run = promisify(execFile);

/** Asks the service control manager. Never rejects. */
export async function gatherWindowsFacts(pcsc: PcscFacts): Promise<WindowsFacts> {
  const [query, configuration] = await Promise.all([
    serviceControl('query', 'SCardSvr'),
    serviceControl('qc', 'SCardSvr'),
  ]);
  return { pcsc, service: readState(query), start: readStart(configuration) };
}

async function serviceControl(...args: readonly string[]): Promise<string> {
  try {
    return (await run('sc.exe', args, { timeout: 5_000 })).stdout;
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  }
}

/** The numbers are the same in every language of Windows; the words behind them are not all. */
export function readState(query: string): WindowsFacts['service'] {
  if (/\b1060\b/.test(query)) return 'missing';
  const state = /:\s*([1-7])\s+(?:RUNNING|STOPPED|START_PENDING|STOP_PENDING|PAUSED)/.exec(query)?.[1];
  return state === undefined ? 'unknown' : state === '4' ? 'running' : 'stopped';
}

export function readStart(configuration: string): WindowsFacts['start'] {
  const start = /:\s*([234])\s+(?:AUTO_START|DEMAND_START|DISABLED)/.exec(configuration)?.[1];
  if (start === undefined) return 'unknown';
  return start === '2' ? 'automatic' : start === '3' ? 'manual' : 'disabled';
}

/** The findings for a Windows machine. Pure. */
export function evaluateWindows({ pcsc, service, start }: WindowsFacts): DiagnosisItem[] {
  const check = 'Smart card service';
  if (pcsc.state === 'running') {
    const found = pcsc.readers.length;
    return [
      { check, result: 'good', what: 'The service “Smart Card” (SCardSvr) runs.' },
      found > 0
        ? {
            check: 'Readers',
            result: 'good',
            what: `Windows knows ${found === 1 ? '1 reader' : `${found} readers`}.`,
          }
        : noReader,
    ];
  }
  if (service === 'missing')
    return [
      {
        check,
        result: 'fault',
        what: 'This Windows has no smart card service.',
        remedy:
          'Use an edition of Windows that has it; it is not part of Nano Server and Server Core containers.',
      },
    ];
  if (start === 'disabled')
    return [
      {
        check,
        result: 'fault',
        what: 'The service “Smart Card” (SCardSvr) is disabled.',
        remedy: 'Enable and start it, as administrator.',
        command: 'sc.exe config SCardSvr start= demand && sc.exe start SCardSvr',
      },
    ];
  if (service === 'stopped')
    return [
      {
        check,
        result: 'fault',
        what: 'The service “Smart Card” (SCardSvr) is stopped; Windows starts it when a reader is plugged in.',
        remedy: 'Plug a reader in, or start the service as administrator.',
        command: 'sc.exe start SCardSvr',
      },
    ];
  return [{ check, result: service === 'running' ? 'fault' : 'unknown', what: pcsc.words, ...restart }];
}

const restart = {
  remedy: 'Restart the service as administrator.',
  command: 'sc.exe stop SCardSvr && sc.exe start SCardSvr',
};

const noReader: DiagnosisItem = {
  check: 'Readers',
  result: 'attention',
  what: 'Windows knows no smart card reader.',
  remedy: 'Look in the Device Manager under “Smart card readers” for one without a driver.',
  command: 'devmgmt.msc',
};
