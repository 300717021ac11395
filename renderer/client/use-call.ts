import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../main/contract/calls.ts';
import { useEngine } from './engine.tsx';
import { useProgress } from './operations.ts';

/** A call that is made on demand. Afterwards the answers named in `refresh` are asked for again. */
export function useCall<N extends CallName>(name: N, refresh: readonly CallName[] = []) {
  const engine = useEngine();
  const queries = useQueryClient();
  const [operation, setOperation] = useState<string>();
  const mutation = useMutation<CallOutput<N>, unknown, CallInput<N>>({
    networkMode: 'always',
    // An input can hold a secret: it goes with the screen that sent it.
    gcTime: 0,
    mutationFn: (input) => {
      const id = crypto.randomUUID();
      setOperation(id);
      return engine.call(name, input, { id });
    },
    onSettled: () => Promise.all(refresh.map((other) => queries.invalidateQueries({ queryKey: [other] }))),
  });
  const progress = useProgress(operation);
  const cancel = async () => {
    if (operation !== undefined) await engine.call('operations.cancel', { operation });
  };
  return { ...mutation, progress, cancel };
}
