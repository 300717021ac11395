import { InputError } from '../../main/base/error.ts';
import { type CallInput, type CallName, type CallOutput, calls } from '../../main/contract/calls.ts';
import type { ErrorDoc } from '../../main/contract/error.ts';
import type { EngineEvent } from '../../main/contract/events.ts';
import type { PlanDoc } from '../../main/contract/plan.ts';
import type { ReceiptDoc } from '../../main/contract/receipt.ts';
import { Connection } from '../client/connection.ts';
import type { EngineClient } from '../client/engine-client.ts';
import { EngineError } from '../client/engine-error.ts';
import { EventHub } from '../client/event-hub.ts';
import { akaHandlers } from './aka-documents.ts';
import { inventory, profile, profiles, readers, station } from './documents.ts';
import { gbaHandlers } from './gba-documents.ts';
import { globalPlatformHandlers } from './globalplatform-documents.ts';
import type { Handlers } from './handlers.ts';
import { keyHandlers } from './keys-documents.ts';
import { otaHandlers } from './ota-documents.ts';
import { planFor, receiptFor, summaryOf } from './plan-documents.ts';
import { traceLines } from './trace-documents.ts';

export interface FakeOptions {
  /** Milliseconds for one step of a write. */
  readonly stepMs?: number;
  /** Answers or failures in place of the usual ones. */
  readonly handlers?: Handlers;
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** The error a handler throws to refuse. */
export function refusal(
  doc: Partial<ErrorDoc> & Pick<ErrorDoc, 'code' | 'kind' | 'what' | 'hint'>,
): EngineError {
  return new EngineError({ details: {}, ...doc });
}

/** An engine with made-up readers and cards, for tests and for looking at screens. Inputs and answers are held to the contract. */
export class FakeEngine implements EngineClient {
  readonly connection = new Connection('online');
  readonly asked: { readonly name: CallName; readonly input: unknown }[] = [];
  readonly #hub = new EventHub();
  readonly #cancelled = new Set<string>();
  readonly #handlers: Handlers;
  readonly #stepMs: number;
  #station = station;
  #readers = readers;
  #plan: PlanDoc = planFor({});
  #receipts: ReceiptDoc[] = [];

  constructor({ stepMs = 0, handlers = {} }: FakeOptions = {}) {
    this.#stepMs = stepMs;
    this.#handlers = { ...this.#usual(), ...handlers };
  }

  readonly call: EngineClient['call'] = async (name, input, options) => {
    const checked = calls[name].input.parse(input);
    this.asked.push({ name, input: checked });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schemas check both ways
    const handler = this.#handlers[name] as ((input: unknown, id: string) => unknown) | undefined;
    if (handler === undefined)
      throw refusal({
        code: 'contract.unknown-call',
        kind: 'input',
        what: 'Not here.',
        hint: 'Ask another.',
      });
    const output = await handler(checked, options?.id ?? 'call');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the schema of this very call
    return calls[name].output.parse(output) as CallOutput<typeof name>;
  };

  readonly on: EngineClient['on'] = (event, listener) => this.#hub.on(event, listener);

  emit(event: EngineEvent): void {
    this.#hub.emit(event);
  }

  setReaders(next: typeof readers): void {
    this.#readers = next;
    this.emit({ event: 'readers.changed', data: { service: 'running', readers: next } });
  }

  close(): void {
    this.connection.set('offline');
  }

  async #apply(operation: string): Promise<ReceiptDoc> {
    const { steps } = this.#plan;
    for (const { index, file } of steps) {
      if (this.#cancelled.has(operation)) return this.#keep({ result: 'cancelled' });
      const startedAt = Date.now();
      const progress = { operation, what: `Writing ${file}`, done: index, total: steps.length };
      this.emit({
        event: 'operation.progress',
        data: { ...progress, step: { index, state: 'intended', startedAt } },
      });
      await pause(this.#stepMs);
      const step = { index, state: 'done', sw: '9000', startedAt, endedAt: Date.now() } as const;
      this.emit({ event: 'operation.progress', data: { ...progress, done: index + 1, step } });
    }
    return this.#keep({});
  }

  #keep(more: Partial<ReceiptDoc>): ReceiptDoc {
    const receipt = receiptFor(this.#plan, this.#receipts.length + 1, more);
    this.#receipts = [receipt, ...this.#receipts];
    return receipt;
  }

  #setStation(change: Partial<typeof station>): typeof station {
    this.#station = { ...this.#station, ...change };
    this.emit({ event: 'station.changed', data: this.#station });
    return this.#station;
  }

  #usual(): Handlers {
    const done = () => ({});
    const make = (values: CallInput<'plan.make'>['values'], more: Partial<PlanDoc> = {}): PlanDoc => {
      this.#plan = planFor(values, more);
      return this.#plan;
    };
    const find = <T>(found: T | undefined): T => {
      if (found !== undefined) return found;
      throw new InputError('profile.unknown', 'There is no such thing.', { hint: 'Look at the list.' });
    };
    return {
      'station.get': () => this.#station,
      'station.set': (change) =>
        this.#setStation({
          ...(change.station !== undefined && { station: change.station }),
          ...(change.operator !== undefined && { operator: change.operator }),
        }),
      'vault.open': () => this.#setStation({ vault: 'open' }),
      'vault.lock': () => this.#setStation({ vault: 'locked' }),
      'vault.putAdm': done,
      'vault.forget': done,
      'readers.list': () => ({ service: 'running', readers: this.#readers }),
      'readers.diagnose': () => [
        { check: 'Smart card service', result: 'good', what: 'pcscd answers.' },
        {
          check: 'Driver',
          result: 'fault',
          what: 'The CCID driver is not installed.',
          remedy: 'Install it, then plug the reader in again.',
          command: 'sudo apt install libccid',
        },
      ],
      'simulator.seeds': () => [
        {
          name: 'pre-personalised',
          title: 'Pre-personalised gateway card',
          description: 'USIM with an empty DF_1M2M, as it comes from the card maker.',
        },
        { name: 'provisioned', title: 'Provisioned card', description: 'All nine files hold values.' },
        {
          name: 'bare',
          title: 'Card without oneM2M files',
          description: 'A USIM; the directory has to be created.',
        },
        {
          name: 'troubled',
          title: 'Troubled card',
          description: 'Malformed identifiers and one try left for ADM1.',
        },
      ],
      'simulator.add': () => ({ reader: 'Simulator 2' }),
      'simulator.remove': done,
      'simulator.insert': done,
      'simulator.eject': done,
      'simulator.fault': done,
      'card.report': async ({ scope }) => {
        await pause(this.#stepMs);
        return { ...inventory, scope };
      },
      'card.last': () => inventory,
      'card.read': ({ path }) => find(inventory.files.find((file) => file.path === path)),
      'card.health': () => inventory.health,
      'card.keys': () => inventory.keys,
      'profiles.list': () => profiles,
      'profiles.get': ({ profile: id }) => find(profiles.find((one) => one.id === id)),
      'profiles.check': ({ source }) => ({ ...profile, id: 'own@1.0.0', shipped: false, source }),
      'profiles.save': ({ source }) => ({ ...profile, id: 'own@1.0.0', shipped: false, source }),
      'profiles.delete': done,
      'profiles.checkValues': ({ values }) => ({
        values,
        problems: profile.variables
          .filter(({ name, required }) => required && values[name] === undefined)
          .map(({ name, title }) => ({
            variable: name,
            what: `“${title}” is missing.`,
            hint: 'Type or scan it.',
          })),
      }),
      'profiles.readCsv': ({ csv }) => ({
        columns: ['iccid', 'subscription', 'node'],
        rows: csv
          .split('\n')
          .slice(1)
          .map((text, at) => {
            const [iccid = '', subscription = '', node = ''] = text.split(',');
            return {
              line: at + 2,
              iccid,
              values: { subscription, node, provider: 'sp.example.com' },
              problems: [],
            };
          }),
      }),
      'plan.make': ({ values }) => make(values),
      'plan.wipe': () =>
        make({ provider: 'not assigned', subscription: 'not assigned yet' }, { kind: 'wipe' }),
      'plan.get': () => this.#plan,
      'plan.open': () => [],
      'plan.apply': (_, id) => this.#apply(id),
      'card.verify': ({ reader, values }) => ({
        reader,
        iccid: this.#readers[0]?.card?.iccid ?? '',
        at: Date.now(),
        verified: false,
        items: planFor(values).steps.map(({ path, file, before, after }, at) => ({
          path,
          file,
          expected: after?.hex ?? '',
          actual: at === 0 ? (before?.hex ?? '') : (after?.hex ?? ''),
          match: at !== 0,
        })),
      }),
      'receipts.list': () => this.#receipts.map(summaryOf),
      'receipts.get': ({ receipt }) => find(this.#receipts.find(({ id }) => id === receipt)),
      'receipts.check': () => ({ intact: true, checked: this.#receipts.length }),
      'audit.list': () => [
        {
          number: 2,
          at: Date.now(),
          operator: 'J. Okafor',
          origin: 'app',
          action: 'plan.apply',
          iccid: '89883070000000012345',
          outcome: 'done',
          what: 'Wrote 3 files and verified them.',
        },
        {
          number: 1,
          at: Date.now() - 90_000_000,
          operator: 'J. Okafor',
          origin: 'app',
          action: 'plan.make',
          iccid: '89883070000000012345',
          outcome: 'failed',
          what: 'The card was taken out.',
        },
      ],
      'trace.list': () => [...traceLines],
      'trace.clear': done,
      'operations.list': () => [],
      'operations.cancel': ({ operation }) => {
        this.#cancelled.add(operation);
        return {};
      },
      ...gbaHandlers({ emit: (event) => this.emit(event), pause: () => pause(this.#stepMs) }),
      ...keyHandlers(),
      ...akaHandlers(),
      ...otaHandlers(() => pause(this.#stepMs)),
      ...globalPlatformHandlers(() => pause(this.#stepMs)),
    };
  }

  /** Leaves receipts behind, as if cards had been written before. */
  addReceipts(receipts: readonly ReceiptDoc[]): void {
    this.#receipts = [...receipts, ...this.#receipts];
  }
}
