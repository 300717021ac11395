import { type Clock, type IdSource, systemClock, systemIds } from '../base/ports.ts';
import type { StationDoc } from '../contract/station.ts';
import type { Actor } from '../jobs/actor.ts';
import type { Audit } from '../jobs/audit.ts';
import type { Custody } from '../jobs/custody/custody.ts';
import type { CardContents } from '../jobs/globalplatform/card-contents.ts';
import type { Provisioning } from '../jobs/provision.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault/vault.ts';
import { EventHub } from './event-hub.ts';
import type { LabNetworkSwitch } from './lab-network/lab-network-switch.ts';
import { Lazy } from './lazy.ts';
import { type EngineLog, stderrLog } from './log.ts';
import { OperationRegistry } from './operations/registry.ts';
import type { EngineOptions } from './options.ts';
import type { Origin } from './origin.ts';
import type { ProfileShelf } from './profile-shelf.ts';
import type { ReaderDesk } from './readers/desk.ts';
import type { Simulators } from './simulator/simulators.ts';
import { namesOf, stationDocOf } from './station-doc.ts';
import { TraceLog } from './trace/trace-log.ts';

/**
 * What the engine is made of. Everything that costs time or memory is loaded and opened by the first call that needs it: the database, the
 * readers, the simulator, procedures.
 */
export class Parts {
  readonly options: EngineOptions;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: EngineLog;
  readonly hub: EventHub;
  readonly trace: TraceLog;
  readonly operations: OperationRegistry;

  constructor(options: EngineOptions) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
    this.ids = options.ids ?? systemIds;
    this.log = options.log ?? stderrLog;
    this.hub = new EventHub(this.log);
    this.trace = new TraceLog(this.hub);
    this.operations = new OperationRegistry(this.clock, this.hub);
  }

  readonly store = new Lazy<Store>(async () => {
    const { openStore } = await import('./open-store.ts');
    return openStore(this.options.folder, this.clock, this.ids);
  });

  readonly audit = new Lazy<Audit>(async () => {
    const [{ Audit }, store] = await Promise.all([import('../jobs/audit.ts'), this.store.get()]);
    return new Audit(store, this.clock);
  });

  readonly vault = new Lazy<Vault>(async () => {
    const [{ openVault }, store] = await Promise.all([import('./open-vault.ts'), this.store.get()]);
    return openVault(store, this.clock, this.options.keyWrapper, this.log);
  });

  readonly custody = new Lazy<Custody>(async () => {
    const [{ Custody }, store, vault] = await Promise.all([
      import('../jobs/custody/custody.ts'),
      this.store.get(),
      this.vault.get(),
    ]);
    return new Custody({ store, vault, clock: this.clock });
  });

  readonly contents = new Lazy<CardContents>(async () => {
    const [{ CardContents }, { KeyShelf }, store, vault, custody] = await Promise.all([
      import('../jobs/globalplatform/card-contents.ts'),
      import('../jobs/custody/key-shelf.ts'),
      this.store.get(),
      this.vault.get(),
      this.custody.get(),
    ]);
    const { clock, ids } = this;
    const shelf = new KeyShelf({ store, vault, clock });
    return new CardContents({ store, vault, clock, ids, custody, shelf });
  });

  readonly provisioning = new Lazy<Provisioning>(async () => {
    const [{ Provisioning }, store, vault, custody] = await Promise.all([
      import('../jobs/provision.ts'),
      this.store.get(),
      this.vault.get(),
      this.custody.get(),
    ]);
    return new Provisioning({ store, vault, custody, clock: this.clock, ids: this.ids });
  });

  readonly profiles = new Lazy<ProfileShelf>(async () => {
    const [{ ProfileShelf }, store] = await Promise.all([import('./profile-shelf.ts'), this.store.get()]);
    return new ProfileShelf(store, this.clock, this.log);
  });

  /** Absent where the host offers no simulated readers. */
  readonly simulators = new Lazy<Simulators | undefined>(async () => {
    if (!this.options.simulator) return undefined;
    const { openSimulators } = await import('./simulator/open-simulators.ts');
    return openSimulators(this.options.folder, this.store, this.log);
  });

  /** Absent where the host offers no simulated readers. */
  readonly labNetwork = new Lazy<LabNetworkSwitch | undefined>(async () => {
    if (!this.options.simulator) return undefined;
    const { LabNetworkSwitch } = await import('./lab-network/lab-network-switch.ts');
    return new LabNetworkSwitch(this.clock);
  });

  readonly desk = new Lazy<ReaderDesk>(async () => {
    const { openDesk } = await import('./readers/open-desk.ts');
    const { options, hub, log, clock, trace } = this;
    return openDesk({ options, hub, log, clock, trace, simulators: await this.simulators.get() });
  });

  async actor(origin: Origin): Promise<Actor> {
    return { ...namesOf(await this.store.get()), origin };
  }

  async station(): Promise<StationDoc> {
    return stationDocOf(this.options, await this.store.get(), await this.vault.get());
  }

  /** Tells everybody how the station stands now. */
  async stationChanged(): Promise<StationDoc> {
    const data = await this.station();
    this.hub.emit({ event: 'station.changed', data });
    return data;
  }

  /** In the order in which nothing is taken from under another. No call may be under way. */
  async close(): Promise<void> {
    this.trace.flush();
    await (await this.desk.built)?.close();
    await (await this.simulators.built)?.close();
    await (await this.labNetwork.built)?.stop();
    (await this.contents.built)?.close();
    (await this.vault.built)?.lock();
    (await this.store.built)?.close();
  }
}
