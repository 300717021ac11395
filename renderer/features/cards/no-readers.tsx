import type { ReactNode } from 'react';
import { useAnswer } from '../../client/engine.tsx';
import { NoReader } from './no-reader.tsx';
import { useSimulatorChoice } from './simulator-choice.tsx';

/** Teaches what to plug in while there is no reader at all; otherwise shows what is inside. */
export function NoReaders({ children }: { readonly children: ReactNode }) {
  const { data } = useAnswer('readers.list', {});
  const { choice, add } = useSimulatorChoice('secondary');
  if (data === undefined || data.readers.length > 0) return children;
  return (
    <NoReader
      list={data}
      simulator={
        choice !== null && (
          <>
            {choice}
            <div>{add}</div>
          </>
        )
      }
    />
  );
}
