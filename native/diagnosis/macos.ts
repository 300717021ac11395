import type { DiagnosisItem } from './item.ts';
import type { PcscFacts } from './pcsc-facts.ts';

/** The findings for a Mac, where PC/SC and the CCID driver are a part of the system. Pure. */
export function evaluateMacos(pcsc: PcscFacts): DiagnosisItem[] {
  const check = 'Smart card service';
  if (pcsc.state !== 'running')
    return [
      {
        check,
        result: 'fault',
        what: `The smart card service of macOS does not answer: ${pcsc.words}`,
        remedy: 'Unplug all readers, have the service started anew and plug them in again.',
        command: 'sudo killall -9 com.apple.ifdreader',
      },
    ];
  const running: DiagnosisItem = { check, result: 'good', what: 'The smart card service of macOS answers.' };
  const found = pcsc.readers.length;
  if (found > 0)
    return [
      running,
      {
        check: 'Readers',
        result: 'good',
        what: `macOS knows ${found === 1 ? '1 reader' : `${found} readers`}.`,
      },
    ];
  return [
    running,
    {
      check: 'Readers',
      result: 'attention',
      what: 'macOS knows no smart card reader.',
      remedy:
        'Plug the reader in, allow the accessory when macOS asks, and look for it in the list of USB devices.',
      command: 'system_profiler SPUSBDataType SPSmartCardsDataType',
    },
  ];
}
