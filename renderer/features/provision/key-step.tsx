import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keysToPresent, type PlanDoc } from '../../../main/contract/plan.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { emptyDraft, isReady, type KeyDraft, keyInputOf, missingKeys, sourceOf } from './key-draft.ts';
import { KeyField } from './key-field.tsx';
import { CardLost, useLiveCard } from './live-card.tsx';
import { StepFrame } from './step-frame.tsx';
import { useWizard, useWizardActor } from './wizard.tsx';
import './key-step.css';

/** What the button that writes says it does. */
export function useWriteLabel({ kind, steps, iccid: digits }: PlanDoc): string {
  const { t } = useTranslation();
  const what = t('common.files', { count: new Set(steps.map(({ path }) => path)).size });
  const iccid = groupDigits(digits);
  return kind === 'wipe'
    ? t('provision.next.wipeNow', { what, iccid })
    : t('provision.next.write', { what, iccid });
}

/** The key, and then the button that writes. */
export function KeyStep() {
  const plan = useWizard(({ context }) => context.plan);
  return plan === undefined ? null : <KeysOf plan={plan} />;
}

function KeysOf({ plan }: { readonly plan: PlanDoc }) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const error = useWizard(({ context }) => context.error);
  const { data: station } = useAnswer('station.get', {});
  const { reader, present } = useLiveCard();
  const [drafts, setDrafts] = useState<Readonly<Record<string, KeyDraft>>>({});
  const [remember, setRemember] = useState(false);
  const vaultOpen = station?.vault === 'open';
  const draftOf = (name: string): KeyDraft => drafts[name] ?? emptyDraft;
  const needed = keysToPresent(plan);
  const open = missingKeys(plan);
  const typed = open.filter((need) => sourceOf(need, draftOf(need.name), vaultOpen) === 'typed');
  const ready = present && needed.every((need) => isReady(need, draftOf(need.name), vaultOpen));
  const writeLabel = useWriteLabel(plan);
  const apply = () =>
    actor.send({
      type: 'APPLY',
      iccid: reader?.card?.iccid ?? '',
      keys: Object.fromEntries(typed.map(({ name }) => [name, keyInputOf(draftOf(name))])),
      lastTry: open.filter(({ name }) => draftOf(name).lastTry).map(({ name }) => name),
      remember: remember && vaultOpen && typed.length > 0,
    });
  return (
    <StepFrame
      question={open.length === 1 ? t('provision.key.question') : t('provision.key.questionMany')}
      lead={t('provision.key.lead')}
      next={writeLabel}
      onNext={apply}
      canGoOn={ready}
      onBack={() => actor.send({ type: 'BACK' })}
    >
      <CardLost />
      {error !== undefined && <ErrorBlock error={undefined} doc={error} />}
      {needed.map((need, at) => (
        <KeyField
          key={need.name}
          need={need}
          draft={draftOf(need.name)}
          vaultOpen={vaultOpen}
          onDraft={(draft) => setDrafts({ ...drafts, [need.name]: draft })}
          first={at === 0}
        />
      ))}
      {vaultOpen && typed.length > 0 && (
        <Tick isSelected={remember} onChange={setRemember}>
          {t('provision.key.remember')}
        </Tick>
      )}
      {plan.kind === 'wipe' && <Notice state="attention" title={t('provision.plan.wipeNotice')} />}
    </StepFrame>
  );
}
