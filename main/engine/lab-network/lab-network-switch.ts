import { InputError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { LabNetworkDoc } from '../../contract/gba.ts';
import { type LabNetwork, type LabNetworkSettings, startLabNetwork } from '../../lab/network/lab-network.ts';
import { labPskSuite } from '../../lab/network/naf.ts';
import { labFaultNames, noFault } from '../../lab/network/named-faults.ts';

/** The network of the lab of this engine: off, until somebody wants it, and off again when the engine ends. */
export class LabNetworkSwitch {
  readonly #clock: Clock;
  /** Starting and ending wait for each other. */
  #state: Promise<LabNetwork | undefined> = Promise.resolve(undefined);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Starts it where it is off; with `settings` it is started anew, and its bootstrappings are gone. */
  async start(settings?: LabNetworkSettings): Promise<void> {
    await this.#change(async (running) => {
      if (running !== undefined && settings === undefined) return running;
      await running?.close();
      return startLabNetwork(settings, this.#clock);
    });
  }

  async stop(): Promise<void> {
    await this.#change(async (running) => {
      await running?.close();
      return undefined;
    });
  }

  /** @throws InputError `lab.network-off` */
  async running(): Promise<LabNetwork> {
    const running = await this.#state;
    if (running !== undefined) return running;
    throw new InputError('lab.network-off', 'The network of the lab is not running.', {
      hint: 'Start it first.',
      meaning: 'Nothing was done.',
    });
  }

  async doc(): Promise<LabNetworkDoc> {
    const running = await this.#state;
    const faults = [...labFaultNames];
    if (running === undefined) return { running: false, fault: noFault, faults, subscribers: [] };
    const { bsf, naf, desk, certificate, fault, subscribers } = running;
    return {
      running: true,
      bsf: { url: bsf.url, url6: bsf.url6, secureUrl: bsf.secureUrl, fqdn: bsf.fqdn },
      naf: {
        fqdn: naf.fqdn,
        digestUrl: `https://127.0.0.1:${naf.digestPort}/`,
        host: '127.0.0.1',
        pskPort: naf.pskPort,
        suite: labPskSuite,
      },
      operatorUrl: desk.url,
      ca: certificate,
      fault,
      faults,
      subscribers: [...subscribers],
    };
  }

  /** After a change that failed it is off. */
  async #change(work: (running: LabNetwork | undefined) => Promise<LabNetwork | undefined>): Promise<void> {
    const changed = this.#state.then(work);
    this.#state = changed.catch(() => undefined);
    await changed;
  }
}
