import { readersAtOnce } from '../pcsc/threadpool.ts';
import { evaluateLinux } from './evaluate-linux.ts';
import type { DiagnosisItem } from './item.ts';
import { gatherLinuxFacts } from './linux-facts.ts';
import { evaluateMacos } from './macos.ts';
import { askPcsc, type PcscFacts } from './pcsc-facts.ts';
import { evaluateWindows, gatherWindowsFacts } from './windows.ts';

/** Looks at all that a reader needs on this machine, and says what is missing. Takes up to a few seconds. Never rejects. */
export async function diagnose(): Promise<DiagnosisItem[]> {
  const pcsc = await askPcsc();
  return [...(await examineMachine(pcsc)), ...examineThreads(pcsc, readersAtOnce())];
}

async function examineMachine(pcsc: PcscFacts): Promise<DiagnosisItem[]> {
  if (process.platform === 'linux') return evaluateLinux(await gatherLinuxFacts(pcsc));
  if (process.platform === 'win32') return evaluateWindows(await gatherWindowsFacts(pcsc));
  if (process.platform === 'darwin') return evaluateMacos(pcsc);
  return [
    {
      check: 'Smart card service',
      result: pcsc.state === 'running' ? 'good' : 'unknown',
      what: pcsc.state === 'running' ? 'PC/SC answers.' : pcsc.words,
    },
  ];
}

/** @param atOnce readers that this process can work with at the same time */
export function examineThreads(pcsc: PcscFacts, atOnce: number): DiagnosisItem[] {
  if (pcsc.state !== 'running' || pcsc.readers.length <= atOnce) return [];
  return [
    {
      check: 'Threads',
      result: 'attention',
      what: `There are ${pcsc.readers.length} readers, but only ${atOnce} can work at the same time; the others wait.`,
      remedy: 'Start Cardwright with a larger pool of threads.',
      command: `UV_THREADPOOL_SIZE=${pcsc.readers.length + 5} cardwright`,
    },
  ];
}
