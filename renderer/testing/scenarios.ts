import { FakeEngine, refusal } from './fake-engine.ts';
import { arrows, notReady } from './gba-documents.ts';
import { counterUsedUp, keySets, vaultLocked } from './keys-documents.ts';
import { planFor, receiptFor } from './plan-documents.ts';

const slow = 700;
const never = () => new Promise<never>(() => undefined);

function withReceipts(): FakeEngine {
  const engine = new FakeEngine({ stepMs: slow });
  const plan = planFor({ subscription: 'sub-0001', node: 'node-0001' });
  const results = ['verified', 'stopped', 'verified', 'interrupted', 'mismatch', 'verified'] as const;
  engine.addReceipts(
    results.map((result, at) =>
      receiptFor(plan, results.length - at, {
        result,
        simulated: at === 2,
        finishedAt: Date.now() - at * 50_000_000,
      }),
    ),
  );
  return engine;
}

/** Situations to look at, by name. */
export const scenarios: Readonly<Record<string, () => FakeEngine>> = {
  usual: withReceipts,
  empty: () =>
    new FakeEngine({
      handlers: {
        'readers.list': () => ({ service: 'running', readers: [] }),
        'plan.open': () => [],
        'credentials.list': () => [],
        'keys.list': () => ({ sets: [], cards: [] }),
      },
    }),
  'no-permission': () =>
    new FakeEngine({
      handlers: {
        'readers.list': () => ({
          service: 'no-permission',
          readers: [],
          problem: {
            code: 'reader.no-permission',
            kind: 'reader',
            what: 'The smart card service refuses this user.',
            meaning: 'No card has been touched.',
            hint: 'Allow this user by the polkit rule shown below, then sign in again.',
            details: { service: 'pcscd' },
          },
        }),
      },
    }),
  loading: () =>
    new FakeEngine({
      handlers: {
        'readers.list': never,
        'receipts.list': never,
        'profiles.list': never,
        'credentials.list': never,
        'keys.list': never,
      },
    }),
  broken: () => {
    const fail = () => {
      throw refusal({
        code: 'store.unreadable',
        kind: 'store',
        what: 'The store of this station cannot be read.',
        meaning: 'No card is affected.',
        hint: 'Check the rights of the data folder, then start Cardwright again.',
        clause: 'ETSI TS 102 221 11.1.9',
        details: { file: 'cardwright.db', sqlite: 'SQLITE_CANTOPEN' },
      });
    };
    return new FakeEngine({
      handlers: {
        'readers.list': fail,
        'receipts.list': fail,
        'profiles.list': fail,
        'card.last': fail,
        'credentials.list': fail,
        'keys.list': fail,
        'gba.readiness': fail,
      },
    });
  },
  offline: () => {
    const engine = new FakeEngine();
    setTimeout(() => engine.connection.set('offline'), 300);
    return engine;
  },
  'signed-out': () => {
    const engine = new FakeEngine();
    engine.connection.set('signed-out');
    return engine;
  },
  unread: () => new FakeEngine({ stepMs: 5000, handlers: { 'card.last': () => null } }),
  interrupted: () =>
    new FakeEngine({
      handlers: {
        'plan.open': () => [
          planFor({ subscription: 'sub-0001', node: 'node-0001' }, { state: 'interrupted' }),
        ],
      },
    }),
  'last-try': () => {
    const engine: FakeEngine = new FakeEngine({
      handlers: {
        'plan.make': ({ values }) =>
          planFor(values, {
            keys: [{ name: 'ADM1', reference: '0A', triesLeft: 1, state: 'enabled', stored: true }],
          }),
      },
    });
    return engine;
  },
  blocked: () =>
    new FakeEngine({
      handlers: {
        'plan.make': ({ values }) =>
          planFor(values, {
            state: 'blocked',
            blockers: [
              {
                code: 'plan.value-too-long',
                kind: 'input',
                what: 'The value for EF_M2MNID has 48 bytes, but the file holds 30.',
                meaning: 'The card is unharmed; nothing has been written.',
                hint: 'Use a shorter identifier, or a profile that creates the file with more room.',
                clause: 'oneM2M TS-0003 D.1.3.4',
                details: { file: 'EF_M2MNID', size: 32 },
              },
            ],
          }),
      },
    }),
  torn: () =>
    new FakeEngine({
      handlers: {
        'plan.apply': () => {
          const plan = planFor({ subscription: 'sub-0001', node: 'node-0001', mef: 'mef.example.com' });
          const receipt = receiptFor(plan, 13);
          return {
            ...receipt,
            result: 'interrupted',
            done: receipt.done.map((step, at) => ({
              ...step,
              state: at === 0 ? ('done' as const) : at === 1 ? ('unknown' as const) : ('skipped' as const),
            })),
            readBack: [],
            error: {
              code: 'card.removed',
              kind: 'interrupted',
              what: 'The card was taken out while EF_M2MNID was being written.',
              meaning: 'One file is written; whether EF_M2MNID is, is not known.',
              hint: 'Put the card back in and make the plan again.',
              details: { trace: 214 },
            },
          };
        },
      },
    }),
  locked: () => {
    const engine = new FakeEngine();
    void engine.call('vault.lock', {});
    return engine;
  },
  'pin-needed': () =>
    new FakeEngine({
      handlers: { 'gba.readiness': () => ({ ...notReady, pin: { ...notReady.pin, triesLeft: 1 } }) },
    }),
  'not-bootstrapped': () => {
    const engine: FakeEngine = new FakeEngine({
      handlers: {
        'gba.bootstrap': (_, operation) => {
          for (const [index, message] of arrows.slice(0, 3).entries())
            engine.emit({
              event: 'sequence.message',
              data: { operation, index, at: Date.now() + index * 80, ...message },
            });
          engine.emit({
            event: 'sequence.message',
            data: {
              operation,
              index: 3,
              at: Date.now() + 400,
              from: 'card',
              to: 'device',
              what: '9862: the MAC is wrong',
              content: [{ name: 'tried', value: 'GBA_U, GBA_ME' }],
              failed: true,
            },
          });
          throw refusal({
            code: 'aka.mac-failure',
            kind: 'access',
            what: 'The card refuses the network’s proof: its MAC is wrong.',
            meaning: 'The card is unharmed; no sequence number was used.',
            hint: 'Check that card and subscription belong together.',
            clause: '3GPP TS 33.102 6.3.3',
            details: { who: 'card' },
          });
        },
      },
    });
    return engine;
  },
  'keys-in-trouble': () =>
    new FakeEngine({
      handlers: {
        'keys.list': () => ({
          sets: keySets.map((set) => ({ ...set, problem: set.kind === 'ota' ? counterUsedUp : vaultLocked })),
          cards: [],
        }),
      },
    }),
};
