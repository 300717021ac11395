import { type IdSource, systemIds } from '../base/ports.ts';
import { AuditLog } from './audit.ts';
import { CardChanges } from './card-changes.ts';
import { Cards } from './cards.ts';
import { Credentials } from './credentials.ts';
import { prepareFolder } from './folder.ts';
import { KeySets } from './key-sets.ts';
import { openDatabase } from './open-database.ts';
import { Operations } from './operations.ts';
import { OtaCounterTable } from './ota-counters.ts';
import { PlanSteps } from './plans/plan-steps.ts';
import { Plans } from './plans/plans.ts';
import { Presence } from './presence.ts';
import { Profiles } from './profiles.ts';
import { Receipts } from './receipts/receipts.ts';
import { Settings } from './settings.ts';
import type { Sql } from './sql.ts';
import { KeyWraps } from './vault/key-wraps.ts';
import { SealedSecrets } from './vault/sealed-secrets.ts';

/** The database of a station. Several processes (the app, the CLI) may have it open at the same time. */
export class Store {
  readonly folder: string;
  /** This process among those that use the store. */
  readonly presence: Presence;
  readonly settings: Settings;
  readonly cards: Cards;
  readonly profiles: Profiles;
  readonly steps: PlanSteps;
  readonly plans: Plans;
  readonly receipts: Receipts;
  readonly audit: AuditLog;
  readonly operations: Operations;
  readonly credentials: Credentials;
  readonly keyWraps: KeyWraps;
  readonly secrets: SealedSecrets;
  readonly keySets: KeySets;
  readonly otaCounters: OtaCounterTable;
  readonly cardChanges: CardChanges;
  readonly #sql: Sql;

  /** @throws StoreError `store.folder`, `store.corrupt`, `store.newer`, `store.foreign`, `store.busy`, `store.unwritable` */
  constructor(folder: string, ids: IdSource = systemIds) {
    const sql = openDatabase(prepareFolder(folder));
    this.folder = folder;
    this.#sql = sql;
    this.presence = enter(folder, sql, ids.next());
    this.settings = new Settings(sql);
    this.cards = new Cards(sql);
    this.profiles = new Profiles(sql);
    this.steps = new PlanSteps(sql);
    this.plans = new Plans(sql, this.steps);
    this.receipts = new Receipts(sql);
    this.audit = new AuditLog(sql);
    this.operations = new Operations(sql);
    this.credentials = new Credentials(sql);
    this.keyWraps = new KeyWraps(sql);
    this.secrets = new SealedSecrets(sql);
    this.keySets = new KeySets(sql);
    this.otaCounters = new OtaCounterTable(sql);
    this.cardChanges = new CardChanges(sql);
  }

  /** Everything `work` does with this store happens or, when it throws, nothing. Holds the write lock; on disk when it returns. */
  transaction<T>(work: () => T): T {
    return this.#sql.immediate(work);
  }

  close(): void {
    this.presence.close();
    this.#sql.close();
  }
}

function enter(folder: string, sql: Sql, id: string): Presence {
  try {
    return new Presence(folder, sql, id);
  } catch (error) {
    sql.close();
    throw error;
  }
}
