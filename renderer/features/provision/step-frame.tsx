import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StepBar } from './step-bar.tsx';
import { stepOf, useWizard } from './wizard.tsx';

interface Props {
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

const hasOwnEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, textarea, [role="dialog"]') !== null;

/** One step: Enter goes on, Escape goes back. */
export function StepFrame({
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
  const task = useWizard(({ context }) => context.task);
  const step = useWizard(stepOf);
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
      focusKey={`${task} ${step}`}
      title={question}
      lead={lead}
      back={
        <div className="wizard-head">
          <p className="eyebrow">{t(`provision.title.${task}`)}</p>
          <StepBar task={task} step={step} />
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
