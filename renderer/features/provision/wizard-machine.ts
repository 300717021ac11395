import { assertEvent, assign, fromPromise, setup } from 'xstate';
import type { CallInput, CallOutput } from '../../../main/contract/calls.ts';
import type { EngineClient } from '../../client/engine-client.ts';
import { errorDocOf } from '../../client/engine-error.ts';
import { missingKeys } from './key-draft.ts';
import { type Lost, reattach, reloaded } from './reattach.ts';
import { forgetWrite, keepWrite } from './running-write.ts';
import type { WizardContext, WizardEvent } from './wizard-types.ts';

type WithId<T> = T & { readonly operation: string };

const blank: WizardContext = { task: 'provision', values: {}, problems: [], cancelling: false };

/** Errors after which nothing was written and the key step can be repeated. */
const isRefusal = (thrown: unknown): boolean =>
  ['access', 'input', 'store'].includes(errorDocOf(thrown).kind);

const desiredOf = ({
  reader = '',
  profile = '',
  values,
  target,
}: WizardContext): CallInput<'card.verify'> => ({
  reader,
  profile,
  values,
  ...(target !== undefined && { target }),
});

/** The way from a card to a receipt. Back is possible until writing begins; afterwards only forward to the result. */
export function wizardMachine(engine: EngineClient) {
  return setup({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- how XState is told its types
    types: { context: {} as WizardContext, events: {} as WizardEvent },
    actors: {
      checkValues: fromPromise<CallOutput<'profiles.checkValues'>, CallInput<'profiles.checkValues'>>(
        ({ input }) => engine.call('profiles.checkValues', input),
      ),
      makePlan: fromPromise<CallOutput<'plan.make'>, WizardContext>(({ input }) => {
        const options = input.operation === undefined ? {} : { id: input.operation };
        const { reader = '', target } = input;
        return input.task === 'wipe'
          ? engine.call('plan.wipe', { reader, ...(target !== undefined && { target }) }, options)
          : engine.call('plan.make', desiredOf(input), options);
      }),
      chooseRoute: fromPromise<CallOutput<'plan.route'>, CallInput<'plan.route'>>(({ input }) =>
        engine.call('plan.route', input),
      ),
      refreshPlan: fromPromise<CallOutput<'plan.get'>, { readonly plan: string }>(({ input }) =>
        engine.call('plan.get', input),
      ),
      apply: fromPromise<CallOutput<'plan.apply'>, WithId<CallInput<'plan.apply'>>>(
        ({ input: { operation, ...input } }) => engine.call('plan.apply', input, { id: operation }),
      ),
      reattach: fromPromise<CallOutput<'plan.apply'>, Lost>(({ input, signal }) =>
        reattach(engine, input, signal),
      ),
      verify: fromPromise<CallOutput<'card.verify'>, WithId<CallInput<'card.verify'>>>(
        ({ input: { operation, ...input } }) => engine.call('card.verify', input, { id: operation }),
      ),
    },
    actions: {
      newOperation: assign({ operation: () => crypto.randomUUID(), error: undefined, cancelling: false }),
      keepWrite: ({ context }) =>
        keepWrite({ plan: context.plan?.id ?? '', operation: context.operation ?? '' }),
      forgetWrite: () => forgetWrite(),
      cancelOperation: ({ context }) => {
        // A refusal to cancel means that the operation is over: its own answer then says how it ended.
        if (context.operation !== undefined)
          engine.call('operations.cancel', { operation: context.operation }).catch(() => undefined);
      },
    },
    guards: {
      hasCard: ({ context }) => context.reader !== undefined && context.iccid !== undefined,
      hasProfile: ({ context }) => context.profile !== undefined,
      isWipe: ({ context }) => context.task === 'wipe',
      isVerify: ({ context }) => context.task === 'verify',
      canApply: ({ context }) => context.plan?.state === 'ready',
      wantsKeys: ({ context }) => context.plan !== undefined && missingKeys(context.plan).length > 0,
    },
  }).createMachine({
    id: 'provision',
    context: blank,
    initial: 'card',
    on: {
      START: {
        target: '.entering',
        actions: assign(({ event }) => ({
          ...blank,
          task: event.task,
          reader: event.reader,
          iccid: event.iccid,
          profile: event.profile,
          values: event.values ?? {},
          target: event.target,
          plan: undefined,
          receipt: undefined,
          verification: undefined,
          error: undefined,
          operation: undefined,
        })),
      },
    },
    states: {
      entering: {
        always: [
          { guard: ({ context }) => context.reader === undefined, target: 'card' },
          { guard: 'isWipe', target: 'planning' },
          { guard: 'hasProfile', target: 'values' },
          { target: 'profile' },
        ],
      },
      card: {
        on: {
          CARD: {
            // The directory of a plan that is rolled forward is that of its own card only.
            actions: assign(({ context, event }) => ({
              reader: event.reader,
              iccid: event.iccid,
              target: context.iccid === event.iccid ? context.target : undefined,
            })),
          },
          TARGET: { actions: assign({ target: ({ event }) => event.target }) },
          RESUME: {
            target: 'reattaching',
            actions: assign(({ event: { plan, operation } }) => ({
              task: plan.kind,
              reader: plan.reader,
              iccid: plan.iccid,
              target: plan.target,
              values: plan.values,
              profile: plan.kind === 'wipe' ? undefined : plan.profile.id,
              plan,
              operation,
            })),
          },
          NEXT: [
            { guard: ({ context }) => context.reader === undefined },
            { guard: 'isWipe', target: 'planning' },
            { target: 'profile' },
          ],
        },
      },
      profile: {
        on: {
          PROFILE: {
            actions: assign(({ context, event }) => ({
              profile: event.profile,
              values: context.profile === event.profile ? context.values : event.values,
            })),
          },
          TARGET: { actions: assign({ target: ({ event }) => event.target }) },
          NEXT: { guard: 'hasProfile', target: 'values' },
          BACK: 'card',
        },
      },
      values: {
        initial: 'editing',
        on: {
          VALUES: { actions: assign(({ event }) => ({ values: event.values })) },
          BACK: 'profile',
        },
        states: {
          editing: { on: { NEXT: 'checking' } },
          checking: {
            invoke: {
              src: 'checkValues',
              input: ({ context }) => ({ profile: context.profile ?? '', values: context.values }),
              onDone: [
                {
                  guard: ({ event }) => event.output.problems.length > 0,
                  target: 'editing',
                  actions: assign(({ event }) => ({ problems: event.output.problems, error: undefined })),
                },
                {
                  guard: 'isVerify',
                  target: '#provision.verifying',
                  actions: assign({ problems: [], error: undefined }),
                },
                { target: '#provision.planning', actions: assign({ problems: [], error: undefined }) },
              ],
              onError: {
                target: 'editing',
                actions: assign({ error: ({ event }) => errorDocOf(event.error) }),
              },
            },
          },
        },
      },
      planning: {
        entry: ['newOperation', assign({ plan: undefined })],
        invoke: {
          src: 'makePlan',
          input: ({ context }) => context,
          onDone: { target: 'plan', actions: assign({ plan: ({ event }) => event.output }) },
          onError: { target: 'plan', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
        },
        on: {
          BACK: [
            { guard: 'isWipe', target: 'card', actions: 'cancelOperation' },
            { target: 'values', actions: 'cancelOperation' },
          ],
        },
      },
      plan: {
        initial: 'review',
        states: {
          review: {
            on: {
              NEXT: { guard: 'canApply', target: '#provision.key' },
              // Where the route asks for no key, there is nothing to ask the user before the write.
              APPLY: { guard: 'canApply', target: '#provision.writing' },
              ROUTE: { guard: 'canApply', target: 'routing' },
            },
          },
          routing: {
            invoke: {
              src: 'chooseRoute',
              input: ({ context, event }) => {
                assertEvent(event, 'ROUTE');
                const { route, keySet } = event;
                return { plan: context.plan?.id ?? '', route, ...(keySet !== undefined && { keySet }) };
              },
              onDone: {
                target: 'review',
                actions: assign({ plan: ({ event }) => event.output, error: undefined }),
              },
              onError: {
                target: 'review',
                actions: assign({ error: ({ event }) => errorDocOf(event.error) }),
              },
            },
          },
        },
        on: {
          PLAN_AGAIN: 'planning',
          BACK: [{ guard: 'isWipe', target: 'card' }, { target: 'values' }],
        },
        exit: assign({ error: undefined }),
      },
      key: {
        on: { APPLY: 'writing', BACK: 'plan' },
        exit: assign({ error: undefined }),
      },
      writing: {
        entry: ['newOperation', 'keepWrite'],
        // Nothing but the end of the write leaves this step.
        on: { START: {}, CANCEL: { actions: ['cancelOperation', assign({ cancelling: true })] } },
        invoke: {
          src: 'apply',
          input: ({ context, event }) => {
            assertEvent(event, 'APPLY');
            const { iccid, keys, lastTry, remember } = event;
            const plan = context.plan?.id ?? '';
            return { plan, iccid, keys, lastTry, remember, operation: context.operation ?? '' };
          },
          onDone: { target: 'result', actions: assign({ receipt: ({ event }) => event.output }) },
          onError: [
            {
              guard: ({ event }) => errorDocOf(event.error).code === 'connection.lost',
              target: 'reattaching',
            },
            {
              guard: ({ event }) => isRefusal(event.error),
              target: 'refreshing',
              actions: assign({ error: ({ event }) => errorDocOf(event.error) }),
            },
            { target: 'result', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
          ],
        },
      },
      // The write goes on without us: its end is looked up as soon as the engine can be reached.
      reattaching: {
        on: { START: {}, CANCEL: { actions: ['cancelOperation', assign({ cancelling: true })] } },
        invoke: {
          src: 'reattach',
          input: ({ context, event }) => ({
            plan: context.plan?.id ?? '',
            iccid: context.plan?.iccid ?? '',
            operation: context.operation ?? '',
            cause: 'error' in event ? event.error : reloaded(),
          }),
          onDone: { target: 'result', actions: assign({ receipt: ({ event }) => event.output }) },
          onError: { target: 'result', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
        },
      },
      refreshing: {
        entry: 'forgetWrite',
        invoke: {
          src: 'refreshPlan',
          input: ({ context }) => ({ plan: context.plan?.id ?? '' }),
          onDone: { target: 'refused', actions: assign({ plan: ({ event }) => event.output }) },
          onError: 'refused',
        },
      },
      // Back to where the write was begun.
      refused: { always: [{ guard: 'wantsKeys', target: 'key' }, { target: 'plan' }] },
      verifying: {
        entry: 'newOperation',
        on: { BACK: { target: 'values', actions: 'cancelOperation' } },
        invoke: {
          src: 'verify',
          input: ({ context }) => ({ ...desiredOf(context), operation: context.operation ?? '' }),
          onDone: { target: 'result', actions: assign({ verification: ({ event }) => event.output }) },
          onError: { target: 'result', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
        },
      },
      result: {
        entry: 'forgetWrite',
        on: {
          PLAN_AGAIN: {
            target: 'planning',
            actions: assign({ receipt: undefined, error: undefined }),
          },
          BACK: {
            guard: 'isVerify',
            target: 'values',
            actions: assign({ verification: undefined, error: undefined }),
          },
        },
      },
    },
  });
}
