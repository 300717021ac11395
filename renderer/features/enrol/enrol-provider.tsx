import { useActorRef, useSelector } from '@xstate/react';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { ActorRefFrom, SnapshotFrom } from 'xstate';
import { InternalError } from '../../../main/base/error.ts';
import { useEngine } from '../../client/engine.tsx';
import { enrolMachine } from './enrol-machine.ts';
import type { StepName } from './enrol-types.ts';

type Machine = ReturnType<typeof enrolMachine>;
export type EnrolActor = ActorRefFrom<Machine>;
export type EnrolSnapshot = SnapshotFrom<Machine>;

const EnrolActorContext = createContext<EnrolActor | undefined>(undefined);

/** Keeps the bootstrapping alive while the user looks at other screens: an exchange goes on unseen. */
export function EnrolProvider({ children }: { readonly children: ReactNode }) {
  const engine = useEngine();
  const [machine] = useState(() => enrolMachine(engine));
  const actor = useActorRef(machine);
  useEffect(
    () => engine.on('sequence.message', (message) => actor.send({ type: 'MESSAGE', message })),
    [engine, actor],
  );
  return <EnrolActorContext value={actor}>{children}</EnrolActorContext>;
}

export function useEnrolActor(): EnrolActor {
  const actor = useContext(EnrolActorContext);
  if (actor === undefined)
    throw new InternalError('screen.without-wizard', 'A step was opened outside the wizard.', {
      hint: 'Reload the window.',
    });
  return actor;
}

export function useEnrol<T>(select: (snapshot: EnrolSnapshot) => T): T {
  return useSelector(useEnrolActor(), select);
}

const stepNames = {
  card: 'card',
  checking: 'check',
  check: 'check',
  operator: 'operator',
  startingLab: 'operator',
  target: 'target',
  pin: 'pin',
  exchange: 'exchange',
  challenge: 'challenge',
  answering: 'challenge',
  answer: 'answer',
  completion: 'completion',
  completing: 'completion',
  result: 'result',
} as const satisfies Record<EnrolSnapshot['value'], StepName>;

/** The step the user sees. */
export function stepOf({ value }: EnrolSnapshot): StepName {
  return stepNames[value];
}
