import { CardStep } from './card-step.tsx';
import { KeyStep } from './key-step.tsx';
import { PlanStep } from './plan-step.tsx';
import { ProfileStep } from './profile-step.tsx';
import { ResultStep } from './result-step.tsx';
import { ValuesStep } from './values-step.tsx';
import { stepOf, useWizard } from './wizard.tsx';
import { WriteStep } from './write-step.tsx';

const screens = {
  card: CardStep,
  profile: ProfileStep,
  values: ValuesStep,
  plan: PlanStep,
  key: KeyStep,
  write: WriteStep,
  result: ResultStep,
} as const;

/** The wizard, at the step where it is. */
export function ProvisionPage() {
  const step = useWizard(stepOf);
  const Screen = screens[step];
  return <Screen key={step} />;
}
