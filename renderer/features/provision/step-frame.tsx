import { useTranslation } from 'react-i18next';
import { StepFrame as Frame, type StepProps } from '../../ui/step-frame.tsx';
import { stepOf, useWizard } from './wizard.tsx';
import { stepsOf } from './wizard-types.ts';

/** One step of provisioning, wiping or verifying. */
export function StepFrame(props: StepProps) {
  const { t } = useTranslation();
  const task = useWizard(({ context }) => context.task);
  const step = useWizard(stepOf);
  return (
    <Frame
      {...props}
      job={t(`provision.title.${task}`)}
      steps={stepsOf[task].map((id) => ({ id, label: t(`provision.step.${id}`) }))}
      step={step}
    />
  );
}
