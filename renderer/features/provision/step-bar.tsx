import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon.tsx';
import { type StepName, stepsOf, type Task } from './wizard-types.ts';
import './step-bar.css';

/** The steps by name: where we were, where we are, what comes. */
export function StepBar({ task, step }: { readonly task: Task; readonly step: StepName }) {
  const { t } = useTranslation();
  const steps: readonly StepName[] = stepsOf[task];
  const now = steps.indexOf(step);
  return (
    <ol className="steps" aria-label={t('provision.steps')}>
      {steps.map((name, at) => (
        <li
          key={name}
          className="step"
          data-state={at < now ? 'done' : at === now ? 'now' : 'later'}
          {...(at === now && { 'aria-current': 'step' })}
        >
          <span className="step-number" aria-hidden="true">
            {at < now ? <Icon name="good" /> : at + 1}
          </span>
          <span className="step-name">{t(`provision.step.${name}`)}</span>
          {at < now && <span className="visually-hidden">{t('provision.stepDone')}</span>}
        </li>
      ))}
    </ol>
  );
}
