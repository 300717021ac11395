import type { ReactNode } from 'react';
import { SignMark, type SignState } from './sign.tsx';
import './notice.css';

interface Props {
  readonly state: SignState;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A sentence that wants to be seen, with its sign. */
export function Notice({ state, title, children, action }: Props) {
  return (
    <div className="notice" data-state={state}>
      <SignMark state={state} />
      <div className="notice-text">
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {action}
    </div>
  );
}
