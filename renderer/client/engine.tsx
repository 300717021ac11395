import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { InternalError } from '../../main/base/error.ts';
import type { CallInput, CallName, CallOutput } from '../../main/contract/calls.ts';
import type { ConnectionState, EngineClient } from './engine-client.ts';
import { useOperations } from './operations.ts';

const EngineContext = createContext<EngineClient | undefined>(undefined);

/** Calls after which the last report of a card is another one. What only looks at keys or at one file is put into it by the screen. */
const changesReport: ReadonlySet<string> = new Set<CallName>(['card.report', 'plan.apply']);

/** Keeps the cached answers in step with what the engine tells unasked. */
function useEngineEvents(engine: EngineClient, queries: QueryClient): void {
  useEffect(() => {
    const stops = [
      engine.on('readers.changed', (data) => queries.setQueryData(['readers.list', {}], data)),
      engine.on('station.changed', (data) => queries.setQueryData(['station.get', {}], data)),
      engine.on('operation.progress', (data) => useOperations.getState().report(data)),
      engine.on('operation.changed', ({ state, call, reader }) => {
        if (state === 'running') return;
        if (reader !== undefined && changesReport.has(call))
          void queries.invalidateQueries({ queryKey: ['card.last', { reader }] });
        if (call === 'plan.apply')
          for (const name of ['receipts.list', 'receipts.check', 'plan.open'] satisfies CallName[])
            void queries.invalidateQueries({ queryKey: [name] });
      }),
      engine.connection.subscribe(() => {
        if (engine.connection.get() === 'online') void queries.invalidateQueries();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [engine, queries]);
}

function EngineEvents({ engine }: { readonly engine: EngineClient }) {
  useEngineEvents(engine, useQueryClient());
  return null;
}

/** Gives the screens below it an engine and a cache of its answers. */
export function EngineProvider({
  engine,
  children,
}: {
  readonly engine: EngineClient;
  readonly children: ReactNode;
}) {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: false, networkMode: 'always', staleTime: 0, refetchOnWindowFocus: false },
        },
      }),
  );
  return (
    <EngineContext value={engine}>
      <QueryClientProvider client={queries}>
        <EngineEvents engine={engine} />
        {children}
      </QueryClientProvider>
    </EngineContext>
  );
}

export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (engine === undefined)
    throw new InternalError('screen.without-engine', 'A screen was opened outside the application.', {
      hint: 'Reload the window.',
    });
  return engine;
}

export function useConnection(): ConnectionState {
  const { connection } = useEngine();
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** The answer to a call that only reads, kept and shared between screens. */
export function useAnswer<N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: { readonly enabled?: boolean } = {},
) {
  const engine = useEngine();
  return useQuery<CallOutput<N>>({
    queryKey: [name, input],
    queryFn: () => engine.call(name, input),
    ...options,
  });
}
