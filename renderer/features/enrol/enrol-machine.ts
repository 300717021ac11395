import { assertEvent, assign, fromPromise, setup } from 'xstate';
import type { CallInput, CallOutput } from '../../../main/contract/calls.ts';
import type { GbaReadinessDoc } from '../../../main/contract/gba.ts';
import type { EngineClient } from '../../client/engine-client.ts';
import { errorDocOf } from '../../client/engine-error.ts';
import { bootstrapInput, completeInput, emptyOperator, emptyTarget, labTarget } from './enrol-drafts.ts';
import {
  type BootstrapInput,
  type CardChoice,
  type EnrolContext,
  type EnrolEvent,
  type PinGiven,
  pinNeeded,
} from './enrol-types.ts';

type WithId<T> = T & { readonly operation: string };

const blank: EnrolContext = {
  operator: emptyOperator,
  target: emptyTarget,
  messages: [],
  challenge: '',
  answerFile: '',
  cancelling: false,
};

/** What belongs to one card and is gone with it. */
const ofCard = {
  readiness: undefined,
  messages: [],
  challenge: '',
  answerFile: '',
  answer: undefined,
  pending: undefined,
  result: undefined,
  error: undefined,
  operation: undefined,
  cancelling: false,
} as const;

/** What was typed for one gateway is not silently kept for the next. */
function chosen({ iccid, operator, target }: EnrolContext, card: CardChoice) {
  const isSame = iccid === card.iccid;
  return {
    ...ofCard,
    reader: card.reader,
    iccid: card.iccid,
    application: undefined,
    operator: isSame ? operator : ({ ...emptyOperator, way: card.isOfLab ? 'lab' : 'own' } as const),
    target: isSame ? target : emptyTarget,
  };
}

/** What has begun with a card is not left for another. */
const stay = { START: {} } as const;

/** Ready, or ready as soon as the PIN is presented. */
const canGoOn = (readiness: GbaReadinessDoc | undefined): boolean =>
  readiness !== undefined && readiness.obstacles.every(({ code }) => code === pinNeeded);

const pinOf = (event: EnrolEvent): PinGiven => {
  if (event.type !== 'PIN') return {};
  const { type: _, ...given } = event;
  return given;
};

/** From a card to a credential of a gateway: over the network, or by documents that are carried. Back is possible until something runs. */
export function enrolMachine(engine: EngineClient) {
  return setup({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- how XState is told its types
    types: { context: {} as EnrolContext, events: {} as EnrolEvent },
    actors: {
      check: fromPromise<CallOutput<'gba.readiness'>, WithId<CallInput<'gba.readiness'>>>(
        ({ input: { operation, ...input } }) => engine.call('gba.readiness', input, { id: operation }),
      ),
      startLab: fromPromise<CallOutput<'lab.network'>>(() => engine.call('lab.network', { running: true })),
      bootstrap: fromPromise<CallOutput<'gba.bootstrap'>, WithId<BootstrapInput>>(
        ({ input: { operation, ...input } }) => engine.call('gba.bootstrap', input, { id: operation }),
      ),
      answer: fromPromise<CallOutput<'gba.offlineAnswer'>, WithId<CallInput<'gba.offlineAnswer'>>>(
        ({ input: { operation, ...input } }) => engine.call('gba.offlineAnswer', input, { id: operation }),
      ),
      complete: fromPromise<CallOutput<'gba.offlineComplete'>, WithId<CallInput<'gba.offlineComplete'>>>(
        ({ input: { operation, ...input } }) => engine.call('gba.offlineComplete', input, { id: operation }),
      ),
    },
    actions: {
      newOperation: assign({
        operation: () => crypto.randomUUID(),
        error: undefined,
        messages: [],
        cancelling: false,
      }),
      cancelOperation: ({ context }) => {
        // A refusal to cancel means that the operation is over: its own answer then says how it ended.
        if (context.operation !== undefined)
          engine.call('operations.cancel', { operation: context.operation }).catch(() => undefined);
      },
      forgetError: assign({ error: undefined }),
    },
    guards: {
      hasCard: ({ context }) => context.reader !== undefined && context.iccid !== undefined,
      isReady: ({ context }) => canGoOn(context.readiness),
      needsPin: ({ context }) => context.readiness?.pin.state === 'enabled',
      isLab: ({ context }) => context.operator.way === 'lab',
      isOffline: ({ context }) => context.operator.way === 'offline',
    },
  }).createMachine({
    id: 'enrol',
    context: blank,
    initial: 'card',
    states: {
      card: {
        on: {
          CARD: {
            actions: assign(({ context, event }) => chosen(context, event)),
          },
          RESUME: {
            target: 'completion',
            actions: assign(({ event }) => ({
              ...blank,
              ...ofCard,
              reader: undefined,
              iccid: event.iccid,
              pending: event.pending,
              target: event.target,
              operator: { ...emptyOperator, way: 'offline' as const },
            })),
          },
          NEXT: { guard: 'hasCard', target: 'checking' },
        },
      },
      checking: {
        entry: ['newOperation', assign({ readiness: undefined })],
        invoke: {
          src: 'check',
          input: ({ context: { reader = '', application, operation = '' } }) => ({
            reader,
            ...(application !== undefined && { application }),
            operation,
          }),
          onDone: {
            target: 'check',
            actions: assign(({ event }) => ({
              readiness: event.output,
              application: event.output.application,
            })),
          },
          onError: { target: 'check', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
        },
        on: { BACK: { target: 'card', actions: 'cancelOperation' } },
      },
      check: {
        on: {
          APPLICATION: {
            target: 'checking',
            actions: assign({ application: ({ event }) => event.application }),
          },
          CHECK_AGAIN: 'checking',
          NEXT: { guard: 'isReady', target: 'operator' },
          BACK: { target: 'card', actions: 'forgetError' },
        },
      },
      operator: {
        on: {
          OPERATOR: { actions: assign({ operator: ({ event }) => event.operator }) },
          NEXT: [{ guard: 'isLab', target: 'startingLab' }, { target: 'target' }],
          BACK: 'check',
        },
        exit: 'forgetError',
      },
      startingLab: {
        invoke: {
          src: 'startLab',
          onDone: {
            target: 'target',
            actions: assign(({ context, event }) => ({
              lab: event.output.network,
              target: labTarget(context.target, event.output.network),
            })),
          },
          onError: { target: 'operator', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
        },
      },
      target: {
        on: {
          TARGET: { actions: assign({ target: ({ event }) => event.target }) },
          LAB: { actions: assign({ lab: ({ event }) => event.lab }) },
          NEXT: [
            { guard: 'isOffline', target: 'challenge' },
            { guard: 'needsPin', target: 'pin' },
            { target: 'exchange' },
          ],
          BACK: 'operator',
        },
      },
      pin: {
        on: {
          PIN: [{ guard: 'isOffline', target: 'answering' }, { target: 'exchange' }],
          BACK: [{ guard: 'isOffline', target: 'challenge' }, { target: 'target' }],
        },
        exit: 'forgetError',
      },
      exchange: {
        entry: ['newOperation', assign({ result: undefined })],
        on: {
          ...stay,
          MESSAGE: {
            guard: ({ context, event }) => event.message.operation === context.operation,
            actions: assign({ messages: ({ context, event }) => [...context.messages, event.message] }),
          },
          CANCEL: { actions: ['cancelOperation', assign({ cancelling: true })] },
        },
        invoke: {
          src: 'bootstrap',
          input: ({ context, event }) => ({
            ...bootstrapInput(context),
            ...pinOf(event),
            operation: context.operation ?? '',
          }),
          onDone: { target: 'result', actions: assign({ result: ({ event }) => event.output }) },
          onError: { target: 'result', actions: assign({ error: ({ event }) => errorDocOf(event.error) }) },
        },
      },
      challenge: {
        on: {
          CHALLENGE: {
            actions: assign(({ event: { challenge, answerFile } }) => ({ challenge, answerFile })),
          },
          NEXT: [{ guard: 'needsPin', target: 'pin' }, { target: 'answering' }],
          BACK: 'target',
        },
        exit: 'forgetError',
      },
      answering: {
        on: stay,
        entry: 'newOperation',
        invoke: {
          src: 'answer',
          input: ({
            context: { reader = '', iccid = '', challenge, answerFile, operation = '' },
            event,
          }) => ({
            reader,
            iccid,
            challenge,
            ...(answerFile.trim() !== '' && { file: answerFile.trim() }),
            ...pinOf(event),
            operation,
          }),
          onDone: { target: 'answer', actions: assign({ answer: ({ event }) => event.output }) },
          onError: {
            target: 'challenge',
            actions: assign({ error: ({ event }) => errorDocOf(event.error) }),
          },
        },
      },
      answer: {
        on: {
          NEXT: [
            {
              guard: ({ context }) => context.answer?.outcome === 'resynchronise',
              target: 'challenge',
              // The next challenge is another one.
              actions: assign({ challenge: '', answerFile: '', answer: undefined }),
            },
            { target: 'completion' },
          ],
          BACK: { target: 'challenge', actions: assign({ answer: undefined }) },
        },
      },
      completion: {
        on: {
          COMPLETE: 'completing',
          BACK: [
            { guard: ({ context }) => context.answer === undefined, target: 'card' },
            { target: 'answer' },
          ],
        },
        exit: 'forgetError',
      },
      completing: {
        on: stay,
        entry: 'newOperation',
        invoke: {
          src: 'complete',
          input: ({ context, event }) => {
            assertEvent(event, 'COMPLETE');
            return {
              ...completeInput(context, event.completion, event.reader),
              ...event.given,
              operation: context.operation ?? '',
            };
          },
          onDone: { target: 'result', actions: assign({ result: ({ event }) => event.output }) },
          onError: {
            target: 'completion',
            actions: assign({ error: ({ event }) => errorDocOf(event.error) }),
          },
        },
      },
      result: {
        on: {
          AGAIN: [{ guard: 'needsPin', target: 'pin' }, { target: 'exchange' }],
          BACK: {
            guard: ({ context }) => context.result === undefined,
            target: 'operator',
            actions: 'forgetError',
          },
        },
      },
    },
    on: {
      START: { target: '.checking', actions: assign(({ context, event }) => chosen(context, event)) },
      ANOTHER: {
        target: '.card',
        actions: assign({
          ...blank,
          ...ofCard,
          reader: undefined,
          iccid: undefined,
          application: undefined,
          lab: undefined,
        }),
      },
    },
  });
}
