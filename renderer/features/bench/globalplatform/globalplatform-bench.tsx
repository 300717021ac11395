import { useState } from 'react';
import '../bench.css';
import { NoReaders } from '../../enrol/no-readers.tsx';
import { CardContents } from './card-contents.tsx';
import { ChangeResult } from './change-result.tsx';
import { ChangeReview } from './change-review.tsx';
import { ChooseCard } from './choose-card.tsx';
import { ChooseChange } from './choose-change.tsx';
import { DomainInfo } from './domain-info.tsx';
import { emptyKeyForm, type GpWork, missingKey, noWork } from './gp-types.ts';
import './globalplatform-bench.css';

/** What is on a card besides files: security domains, applications, packages, key sets; and what would change before it changes. */
export function GlobalPlatformBench() {
  const [work, setWork] = useState<GpWork>(noWork);
  const [keys, setKeys] = useState(emptyKeyForm);
  const step = (change: Partial<GpWork>) => setWork((before) => ({ ...before, ...change }));
  return (
    <div className="bench stack">
      <NoReaders>
        <Stage work={work} step={step} keys={keys} onKeys={setKeys} />
      </NoReaders>
    </div>
  );
}

export interface StageProps {
  readonly work: GpWork;
  readonly step: (change: Partial<GpWork>) => void;
}

type Props = StageProps & Pick<React.ComponentProps<typeof DomainInfo>, 'keys' | 'onKeys'>;

function Stage({ work, step, keys, onKeys }: Props) {
  const { card, info, items, form, plan, result } = work;
  if (card === undefined || info === undefined)
    return <ChooseCard card={card} onCard={(next) => step({ ...noWork, card: next })} step={step} />;
  if (items === undefined || missingKey(keys) !== undefined)
    return <DomainInfo card={card} info={info} step={step} keys={keys} onKeys={onKeys} />;
  if (result !== undefined)
    return <ChangeResult card={card} result={result} plan={plan} step={step} keys={keys} />;
  if (plan !== undefined) return <ChangeReview card={card} plan={plan} form={form} step={step} />;
  if (form !== undefined)
    return <ChooseChange card={card} info={info} items={items} form={form} step={step} keys={keys} />;
  return <CardContents card={card} items={items} step={step} keys={keys} />;
}
