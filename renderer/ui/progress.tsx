import { ProgressBar } from 'react-aria-components';
import './progress.css';

interface Props {
  readonly label: string;
  readonly done: number;
  /** Absent while it is not known; the bar then does not pretend. */
  readonly total?: number | undefined;
  readonly count?: string;
}

export function Progress({ label, done, total, count }: Props) {
  const known = total !== undefined && total > 0;
  return (
    <ProgressBar
      className="progress"
      aria-label={label}
      isIndeterminate={!known}
      {...(known && { value: done, maxValue: total })}
      {...(count !== undefined && { valueLabel: count })}
    >
      <div className="progress-line">
        <span>{label}</span>
        <span className="quiet nowrap">{count}</span>
      </div>
      <progress className="progress-bar" aria-hidden="true" {...(known && { value: done, max: total })} />
    </ProgressBar>
  );
}
