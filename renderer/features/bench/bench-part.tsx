import { type ReactNode, useId } from 'react';
import './bench.css';

/** A numbered part of a form. */
export function BenchPart({
  number,
  title,
  lead,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="panel stack bench-part" aria-labelledby={id}>
      <div>
        <h2 id={id} className="bench-part-title">
          <span className="bench-part-number">{number}</span> {title}
        </h2>
        {lead !== undefined && <p className="quiet small">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
