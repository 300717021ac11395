import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  /** Another stage has come: the focus goes to its title. Not where the page has just been opened. */
  readonly takesFocus: boolean;
}

/** The head of one stage of work at the bench. */
export function StageHead({ title, lead, aside, takesFocus }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.closest('.page-body')?.scrollTo?.({ top: 0 });
  }, [takesFocus]);
  return (
    <header className="stage-head">
      <div className="stage-title">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {lead !== undefined && <div className="quiet prose">{lead}</div>}
      </div>
      {aside}
    </header>
  );
}
