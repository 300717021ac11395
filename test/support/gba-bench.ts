import { onTestFinished } from 'vitest';
import type { CallInput, CallName, CallOutput } from '../../main/contract/calls.ts';
import { createEngine } from '../../main/engine/engine.ts';
import {
  type LabNetwork,
  type LabNetworkSettings,
  startLabNetwork,
} from '../../main/lab/network/lab-network.ts';
import { loadSeed } from '../../main/lab/uicc/seed/load.ts';
import type { CardThread } from './card-thread.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A card on a reader of pcscd, an engine with an open vault, and the network of the lab beside it, where a test can look into it. */
export interface GbaBench {
  readonly card: CardThread;
  readonly iccid: string;
  readonly network: LabNetwork;
  readonly folder: string;
  /** Every answer, error and event of the engine, as JSON. */
  readonly said: string[];
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** `gba.bootstrap` with the addresses of the network, for its NAF and for a gateway. */
  bootstrap(more?: Partial<CallInput<'gba.bootstrap'>>): Promise<CallOutput<'gba.bootstrap'>>;
}

export interface GbaBenchOptions extends LabNetworkSettings {
  readonly card: CardThread;
  readonly seed?: string;
}

/** Puts the card in; all of it ends with the test. */
export async function startGbaBench(options: GbaBenchOptions): Promise<GbaBench> {
  const { card, seed = 'usim-prepersonalised', ...settings } = options;
  const network = await startLabNetwork(settings);
  onTestFinished(() => network.close());
  const folder = temporaryFolder();
  const said: string[] = [];
  const log = { write: (line: string) => void said.push(line) };
  const engine = await createEngine({
    folder,
    host: 'cli',
    pcsc: true,
    simulator: true,
    version: '0.0.0',
    log,
  });
  onTestFinished(() => engine.close());
  engine.on((event) => said.push(JSON.stringify(event)));
  const call: GbaBench['call'] = async (name, input) => {
    try {
      const answer = await engine.call(name, input, { origin: 'cli', operation: crypto.randomUUID() });
      said.push(JSON.stringify(answer));
      return answer;
    } catch (error) {
      said.push(String(error), JSON.stringify(error));
      throw error;
    }
  };
  await card.insert(loadSeed(seed).image);
  onTestFinished(() => card.remove());
  await call('vault.open', { passphrase: 'nine blue pears roll' });
  const { iccid = '' } = (await call('card.report', { reader: card.reader.name, scope: 'onem2m' })).card;
  const naf = { host: '127.0.0.1', port: network.naf.pskPort };
  return {
    card,
    iccid,
    network,
    folder,
    said,
    call,
    bootstrap: (more = {}) =>
      call('gba.bootstrap', {
        reader: card.reader.name,
        iccid,
        network: { bsf: { url: network.bsf.url }, timeout: 2000 },
        target: { kind: 'maf', fqdn: network.naf.fqdn },
        naf,
        for: { gateway: 'gateway-1' },
        ...more,
      }),
  };
}
