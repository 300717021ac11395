import { useActorRef, useSelector } from '@xstate/react';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { ActorRefFrom, SnapshotFrom } from 'xstate';
import { InternalError } from '../../../main/base/error.ts';
import { useEngine } from '../../client/engine.tsx';
import { go } from '../frame/place.ts';
import { planOfWrite } from './reattach.ts';
import { forgetWrite, keptWrite } from './running-write.ts';
import { wizardMachine } from './wizard-machine.ts';
import type { StepName, WizardStart } from './wizard-types.ts';

type Machine = ReturnType<typeof wizardMachine>;
export type WizardActor = ActorRefFrom<Machine>;
export type WizardSnapshot = SnapshotFrom<Machine>;

const WizardContext = createContext<WizardActor | undefined>(undefined);

/** Keeps the wizard alive while the user looks at other screens: a write goes on unseen. */
export function WizardProvider({ children }: { readonly children: ReactNode }) {
  const engine = useEngine();
  const [machine] = useState(() => wizardMachine(engine));
  const actor = useActorRef(machine);
  useEffect(() => {
    const write = keptWrite();
    if (write === undefined) return undefined;
    const left = new AbortController();
    void planOfWrite(engine, write, left.signal).then((plan) => {
      if (left.signal.aborted) return;
      if (plan === undefined || plan.state === 'ready') forgetWrite();
      else actor.send({ type: 'RESUME', plan, operation: write.operation });
    });
    return () => left.abort();
  }, [engine, actor]);
  return <WizardContext value={actor}>{children}</WizardContext>;
}

export function useWizardActor(): WizardActor {
  const actor = useContext(WizardContext);
  if (actor === undefined)
    throw new InternalError('screen.without-wizard', 'A step was opened outside the wizard.', {
      hint: 'Reload the window.',
    });
  return actor;
}

export function useWizard<T>(select: (snapshot: WizardSnapshot) => T): T {
  return useSelector(useWizardActor(), select);
}

/** Begins anew and shows the wizard; ignored while it writes, which it then shows instead. */
export function useStartWizard(): (start: WizardStart) => void {
  const actor = useWizardActor();
  return (start) => {
    actor.send({ type: 'START', ...start });
    go({ page: 'provision' });
  };
}

/** The step the user sees. */
export function stepOf(snapshot: WizardSnapshot): StepName {
  if (snapshot.matches('card') || snapshot.matches('entering')) return 'card';
  if (snapshot.matches('profile')) return 'profile';
  if (snapshot.matches('values')) return 'values';
  if (snapshot.matches('planning') || snapshot.matches('plan')) return 'plan';
  if (snapshot.matches('key')) return 'key';
  if (['writing', 'reattaching', 'refreshing'].some((state) => snapshot.value === state)) return 'write';
  return 'result';
}
