import type { ReactNode } from 'react';
import './empty.css';

/** An empty place that says what belongs here and how it comes about. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <div className="empty-text prose">{children}</div>
      {action}
    </div>
  );
}
