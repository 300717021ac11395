import { useTranslation } from 'react-i18next';
import { StepFrame, type StepProps } from '../../ui/step-frame.tsx';

const steps = ['file', 'trial', 'result'] as const;
export type ImportStep = (typeof steps)[number];

/** One step of taking a file of keys. */
export function ImportFrame({ step, ...props }: StepProps & { readonly step: ImportStep }) {
  const { t } = useTranslation();
  return (
    <StepFrame
      {...props}
      job={t('credentials.import.job')}
      steps={steps.map((id) => ({ id, label: t(`credentials.import.step.${id}`) }))}
      step={step}
    />
  );
}
