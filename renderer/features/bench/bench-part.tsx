import { type ReactNode, useEffect, useId, useRef } from 'react';
import './bench.css';

/** A numbered part of a form. */
export function BenchPart({
  number,
  title,
  lead,
  takesFocus = false,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly lead?: ReactNode;
  /** The form has come back: the focus begins here. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <section className="panel stack bench-part" aria-labelledby={id}>
      <div>
        <h2 id={id} className="bench-part-title" ref={heading} tabIndex={-1}>
          <span className="bench-part-number">{number}</span> {title}
        </h2>
        {lead !== undefined && <p className="quiet small">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
