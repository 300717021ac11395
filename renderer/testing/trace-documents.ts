import type { TraceDoc } from '../../main/contract/trace.ts';
import { reader } from './documents.ts';

const exchanges: readonly Pick<TraceDoc, 'name' | 'command' | 'response' | 'sw' | 'meaning' | 'decoded'>[] = [
  {
    name: 'SELECT',
    command: '00a4040c0ca0000000871002ff49ff0589',
    response: '',
    sw: '9000',
    meaning: 'Done',
    decoded: ['by AID', 'USIM', 'no answer wanted'],
  },
  {
    name: 'READ BINARY',
    command: '00b0810020',
    response: '800b7375622d30303031',
    sw: '9000',
    meaning: 'Done',
    decoded: ['SFI 01', 'offset 0', '32 bytes'],
  },
  {
    name: 'VERIFY PIN',
    command: '0020000a00',
    response: '',
    sw: '63c3',
    meaning: '3 tries left',
    decoded: ['ADM1', 'looks at the tries only'],
  },
  {
    name: 'VERIFY PIN',
    command: '0020000a08••••••••••••••••',
    response: '',
    sw: '9000',
    meaning: 'Done',
    decoded: ['ADM1'],
  },
  {
    name: 'UPDATE BINARY',
    command: '00d6000102800b',
    response: '',
    sw: '6982',
    meaning: 'Security status not satisfied',
    decoded: ['offset 1', '2 bytes'],
  },
];

/** A few hundred exchanges with a card. */
export const traceLines: readonly TraceDoc[] = Array.from({ length: 300 }, (_, at) => ({
  number: at + 1,
  at: Date.now() - (300 - at) * 40,
  reader: reader.name,
  elapsedMs: 1.2 + (at % 7),
  ...(exchanges[at % exchanges.length] ?? { name: '', command: '', meaning: '', decoded: [] }),
}));
