import { once } from 'node:events';
import { serveVpcd } from '../../native/vpcd/vpcd-link.ts';
import type { ErrorDoc } from '../contract/error.ts';
import type { FaultInput } from '../contract/station.ts';
import { presentError } from '../jobs/present/error.ts';
import { fileMemory } from '../lab/memory-file.ts';
import { loadSeed } from '../lab/uicc/seed/load.ts';
import { createUicc } from '../lab/uicc/uicc.ts';

export interface LabCardOptions {
  /** Name of a seed that comes with Cardwright, or the path of a YAML file. */
  readonly seed: string;
  /** Keeps the card from one run to the next; made from the seed when it is missing. Without it the card is as new at each start. */
  readonly imageFile?: string;
  /** Where pcscd with vpcd runs. */
  readonly host?: string;
  /** TCP port of the slot; slot n of vpcd listens on 35963 + n. */
  readonly port?: number;
  /** Commands are counted from the start, GET RESPONSE included. */
  readonly faults?: readonly FaultInput[];
  readonly onEvent?: (event: LabCardEvent) => void;
  /** Takes the card out and ends. */
  readonly signal: AbortSignal;
}

/** What happens to the card; `text` says it in a sentence. */
export interface LabCardEvent {
  readonly event: 'inserted' | 'removed' | 'problem';
  readonly text: string;
  readonly error?: ErrorDoc;
}

/**
 * Keeps a software card in a virtual reader of pcscd until `signal` is aborted, so that every program on the machine can use it.
 * @throws InputError `seed.unknown`, `seed.unreadable`, `seed.malformed`; StoreError `lab.memory`, `lab.image-malformed`
 */
export async function serveLabCard(options: LabCardOptions): Promise<void> {
  const { imageFile, host, port, faults = [], onEvent, signal } = options;
  const seed = loadSeed(options.seed);
  const device = createUicc({
    image: seed.image,
    faults,
    ...(imageFile === undefined ? {} : { memory: fileMemory(imageFile) }),
  });
  const place = `${host ?? 'this machine'}${port === undefined ? '' : `, port ${port}`}`;
  const link = serveVpcd({
    device,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    onConnection: (inserted) =>
      onEvent?.(
        inserted
          ? { event: 'inserted', text: `“${seed.title}” is in the virtual reader (${place}).` }
          : { event: 'removed', text: `“${seed.title}” is out of the virtual reader.` },
      ),
    onError: (error) =>
      onEvent?.({ event: 'problem', text: `${error.message} ${error.hint}`, error: presentError(error) }),
  });
  if (!signal.aborted) await once(signal, 'abort');
  await link.close();
}
