import { useTranslation } from 'react-i18next';
import { StepFrame as Frame, type StepProps } from '../../ui/step-frame.tsx';
import { missingKeys } from './key-draft.ts';
import { stepOf, useWizard } from './wizard.tsx';
import { type StepName, stepsOf } from './wizard-types.ts';

/** One step of provisioning, wiping or verifying. */
export function StepFrame(props: StepProps) {
  const { t } = useTranslation();
  const task = useWizard(({ context }) => context.task);
  const plan = useWizard(({ context }) => context.plan);
  const stopped = useWizard(({ context }) => isStopped(context.receipt?.result, context.error !== undefined));
  const step = useWizard(stepOf);
  // A route that asks for no key has no step for it.
  const without: StepName | undefined =
    plan?.state === 'ready' && missingKeys(plan).length === 0 ? 'key' : undefined;
  return (
    <Frame
      {...props}
      job={t(`provision.title.${task}`)}
      steps={stepsOf[task]
        .filter((id) => id !== without)
        .map((id) => ({
          id,
          label: t(`provision.step.${id}`),
          stopped: id === 'write' && step === 'result' && stopped,
        }))}
      step={step}
    />
  );
}

/** The write did not come to its end. */
const isStopped = (result: string | undefined, failed: boolean): boolean =>
  result === undefined ? failed : result !== 'verified' && result !== 'mismatch';
