import { useEffect, useState } from 'react';
import '../bench.css';
import { NoReaders } from '../../cards/no-readers.tsx';
import type { BenchCard } from '../bench-card.tsx';
import { CardContents } from './card-contents.tsx';
import { ChangeResult } from './change-result.tsx';
import { ChangeReview } from './change-review.tsx';
import { ChooseCard } from './choose-card.tsx';
import { ChooseChange } from './choose-change.tsx';
import { DomainInfo } from './domain-info.tsx';
import { forgetTypedKeys, useGpStore } from './gp-store.ts';
import { emptyKeyForm, type KeyForm, missingKey, noWork } from './gp-types.ts';
import './globalplatform-bench.css';

/** What is on a card besides files: security domains, applications, packages, key sets; and what would change before it changes. */
export function GlobalPlatformBench() {
  const [keys, setKeys] = useState(emptyKeyForm);
  useEffect(() => forgetTypedKeys, []);
  return (
    <div className="bench stack">
      <Stage keys={keys} onKeys={setKeys} />
    </div>
  );
}

interface StageProps {
  readonly keys: KeyForm;
  readonly onKeys: (keys: KeyForm) => void;
}

function Stage({ keys, onKeys }: StageProps) {
  const { card, domain, info, items, form, plan, result, step } = useGpStore();
  const [isBack, setBack] = useState(false);
  if (info !== undefined && !isBack) setBack(true);
  const choose = (next: BenchCard) => {
    onKeys(emptyKeyForm);
    step({ ...noWork, domain, card: next });
  };
  if (card === undefined || info === undefined)
    return (
      <NoReaders>
        <ChooseCard card={card} domain={domain} onCard={choose} step={step} isBack={isBack} />
      </NoReaders>
    );
  if (result !== undefined)
    return <ChangeResult card={card} domain={domain} result={result} plan={plan} step={step} keys={keys} />;
  if (items === undefined || missingKey(keys) !== undefined)
    return <DomainInfo card={card} domain={domain} info={info} step={step} keys={keys} onKeys={onKeys} />;
  if (plan !== undefined) return <ChangeReview card={card} plan={plan} form={form} step={step} />;
  if (form !== undefined)
    return (
      <ChooseChange
        card={card}
        domain={domain}
        info={info}
        items={items}
        form={form}
        step={step}
        keys={keys}
      />
    );
  return <CardContents card={card} domain={domain} items={items} step={step} keys={keys} />;
}
