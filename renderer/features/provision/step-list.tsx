import { useTranslation } from 'react-i18next';
import type { StepDoc } from '../../../main/contract/plan.ts';
import type { StepProgress } from '../../client/operations.ts';
import { formatDuration } from '../../i18n/format.ts';
import { Sign, type SignState } from '../../ui/sign.tsx';
import './step-list.css';

const signs = { done: 'good', failed: 'fault', unknown: 'unknown' } as const satisfies Record<
  string,
  SignState
>;

interface Row {
  readonly index: number;
  readonly file: string;
  readonly record?: number | undefined;
  readonly state: StepDoc['state'];
  readonly sw?: string | undefined;
  readonly ms?: number | undefined;
}

/** A plan's steps with what is known of each now. */
export function rowsOf(
  steps: readonly StepDoc[],
  progress: Readonly<Record<number, StepProgress>>,
): readonly Row[] {
  // Steps are done in their order: one that is begun means that those before it are done, though nothing was heard of them.
  const newest = Math.max(-1, ...Object.keys(progress).map(Number));
  return steps.map((step) => {
    const heard = progress[step.index] ?? (step.index < newest ? { state: 'done' as const } : undefined);
    const { state, sw, startedAt, endedAt } = { ...step, ...heard };
    return {
      index: step.index,
      file: step.file,
      record: step.record,
      state,
      sw,
      ms: startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt,
    };
  });
}

export function StepList({ rows }: { readonly rows: readonly Row[] }) {
  const { t, i18n } = useTranslation();
  return (
    <ol className="step-list">
      {rows.map(({ index, file, record, state, sw, ms }) => (
        <li key={index} className="step-row" data-state={state}>
          <span className="quiet small">{index + 1}</span>
          <span>
            {file}
            {record !== undefined && (
              <span className="quiet"> · {t('provision.plan.record', { record })}</span>
            )}
          </span>
          <span>
            {state === 'done' || state === 'failed' || state === 'unknown' ? (
              <Sign state={signs[state]}>{t(`provision.write.state.${state}`)}</Sign>
            ) : (
              <span className={state === 'intended' ? 'step-now' : 'quiet'}>
                {t(`provision.write.state.${state}`)}
              </span>
            )}
          </span>
          <span className="mono small quiet">{state === 'done' ? '' : sw}</span>
          <span className="quiet small step-ms">
            {ms === undefined ? '' : formatDuration(ms, i18n.language)}
          </span>
        </li>
      ))}
    </ol>
  );
}
