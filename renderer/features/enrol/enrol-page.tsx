import { AnswerStep } from './answer-step.tsx';
import { CardStep } from './card-step.tsx';
import { ChallengeStep } from './challenge-step.tsx';
import { CheckStep } from './check-step.tsx';
import { CompletionStep } from './completion-step.tsx';
import { stepOf, useEnrol } from './enrol-provider.tsx';
import { ExchangeStep } from './exchange-step.tsx';
import { OperatorStep } from './operator-step.tsx';
import { PinStep } from './pin-step.tsx';
import { ResultStep } from './result-step.tsx';
import { TargetStep } from './target-step.tsx';

const screens = {
  card: CardStep,
  check: CheckStep,
  operator: OperatorStep,
  target: TargetStep,
  pin: PinStep,
  exchange: ExchangeStep,
  challenge: ChallengeStep,
  answer: AnswerStep,
  completion: CompletionStep,
  result: ResultStep,
} as const;

/** A gateway gets its key by way of its card: the step where the job is. */
export function EnrolPage() {
  const step = useEnrol(stepOf);
  const Screen = screens[step];
  return <Screen key={step} />;
}
