import type { ReactNode } from 'react';
import { SignMark, type SignState } from './sign.tsx';
import './outcome-title.css';

/** How something ended, as the heading of its screen: large sign and words, to be seen from afar. */
export function OutcomeTitle({
  state,
  children,
}: {
  readonly state: SignState;
  readonly children: ReactNode;
}) {
  return (
    <span className="outcome" data-state={state}>
      <SignMark state={state} large />
      {children}
    </span>
  );
}
