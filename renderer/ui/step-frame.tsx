import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Page } from './page.tsx';
import { type NamedStep, StepBar } from './step-bar.tsx';
import './step-frame.css';

export interface StepProps {
  /** One question a step. */
  readonly question: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** What the button says it does. */
  readonly next?: string | undefined;
  readonly onNext?: () => void;
  readonly canGoOn?: boolean;
  readonly isPending?: boolean;
  readonly onBack?: (() => void) | undefined;
  readonly secondary?: ReactNode;
  readonly look?: 'primary' | 'danger';
}

interface Props extends StepProps {
  /** The job these are the steps of. */
  readonly job: string;
  readonly steps: readonly NamedStep[];
  /** Id of the step that is shown. */
  readonly step: string;
}

/** Besides what Enter works on by itself: parts of a step, marked so, in which a choice must not go on to the next step. */
const hasOwnEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a, textarea, [role="dialog"], [data-own-enter]') !== null;

/** One step of a guided job: Enter goes on, Escape goes back. */
export function StepFrame({
  job,
  steps,
  step,
  question,
  lead,
  children,
  next,
  onNext,
  canGoOn = true,
  isPending = false,
  onBack,
  secondary,
  look = 'primary',
}: Props) {
  const { t } = useTranslation();
  const ready = canGoOn && !isPending;
  const act = useRef({ ready, onNext, onBack });
  useEffect(() => {
    act.current = { ready, onNext, onBack };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
      if (event.key === 'Escape') act.current.onBack?.();
      else if (event.key === 'Enter' && act.current.ready && !hasOwnEnter(event.target)) {
        event.preventDefault();
        act.current.onNext?.();
      }
    };
    // In the capture phase, because React Aria keeps key events of its components to itself. The scanner, on the window, comes first.
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return (
    <Page
      focusKey={`${job} ${step}`}
      title={question}
      lead={lead}
      back={
        <div className="wizard-head">
          <p className="eyebrow">{job}</p>
          <StepBar steps={steps} step={step} />
        </div>
      }
      secondary={
        <>
          {onBack !== undefined && <Button onPress={onBack}>{t('common.back')}</Button>}
          {secondary}
        </>
      }
      primary={
        next !== undefined && (
          <Button
            look={look}
            isDisabled={!canGoOn}
            isPending={isPending}
            {...(onNext !== undefined && { onPress: onNext })}
          >
            {next}
          </Button>
        )
      }
    >
      {children}
    </Page>
  );
}
