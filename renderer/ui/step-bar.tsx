import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import './step-bar.css';

/** A step of a guided job as the bar shows it. */
export interface NamedStep {
  readonly id: string;
  readonly label: string;
  /** It was left before its end: it has no tick. */
  readonly stopped?: boolean;
}

/** More than that get a smaller type. */
const most = 7;

/** The steps by name: where we were, where we are, what comes. */
export function StepBar({ steps, step }: { readonly steps: readonly NamedStep[]; readonly step: string }) {
  const { t } = useTranslation();
  const now = steps.findIndex(({ id }) => id === step);
  return (
    <ol className="steps" data-many={steps.length > most || undefined} aria-label={t('common.steps')}>
      {steps.map(({ id, label, stopped = false }, at) => (
        <li
          key={id}
          className="step"
          data-state={at < now ? 'done' : at === now ? 'now' : 'later'}
          {...(at === now && { 'aria-current': 'step' })}
        >
          <span className="step-number" aria-hidden="true">
            {at < now ? <Icon name={stopped ? 'fault' : 'good'} /> : at + 1}
          </span>
          <span className="step-name">{label}</span>
          {at < now && (
            <span className="visually-hidden">{t(stopped ? 'common.stepStopped' : 'common.stepDone')}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
