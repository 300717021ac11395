import type { ReactNode } from 'react';

/** A section of the settings: title, one sentence, and what can be set. */
export function Section({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="setting">
      <div className="setting-head">
        <h2>{title}</h2>
        {lead !== undefined && <p className="quiet">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
