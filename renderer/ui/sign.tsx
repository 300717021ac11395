import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './sign.css';

/** `note` is for what is worth knowing and no state of anything. */
export type SignState = 'good' | 'attention' | 'fault' | 'unknown' | 'note';

/** A state as sign and word: each has its own colour and its own shape. */
export function Sign({ state, children }: { readonly state: SignState; readonly children: ReactNode }) {
  return (
    <span className="sign" data-state={state}>
      <SignMark state={state} />
      <span>{children}</span>
    </span>
  );
}

/** The shape alone, for beside a sentence that says the state in words. */
export function SignMark({ state, large = false }: { readonly state: SignState; readonly large?: boolean }) {
  return (
    <span className="sign-mark" data-state={state} data-large={large || undefined} aria-hidden="true">
      <Icon name={state} />
    </span>
  );
}
