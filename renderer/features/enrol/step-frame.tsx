import { useTranslation } from 'react-i18next';
import { StepFrame as Frame, type StepProps } from '../../ui/step-frame.tsx';
import { stepOf, useEnrol } from './enrol-provider.tsx';
import { stepsOf } from './enrol-types.ts';

/** One step of a bootstrapping. */
export function StepFrame(props: StepProps) {
  const { t } = useTranslation();
  const step = useEnrol(stepOf);
  const offline = useEnrol(({ context }) => context.operator.way === 'offline');
  const needsPin = useEnrol(({ context }) => context.readiness?.pin.state === 'enabled');
  const shown = stepsOf[offline ? 'offline' : 'network'].filter((id) => id !== 'pin' || needsPin);
  return (
    <Frame
      {...props}
      job={t('enrol.job')}
      steps={shown.map((id) => ({ id, label: t(`enrol.step.${id}`) }))}
      step={step}
    />
  );
}
