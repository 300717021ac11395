import { useTranslation } from 'react-i18next';
import { groupDigits } from '../../i18n/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { CardPicker, useIdentifiedCards } from '../cards/card-picker.tsx';
import { OpenPlans } from '../cards/open-plans.tsx';
import { StepFrame } from './step-frame.tsx';
import { TargetChoice, targetsOf } from './target-choice.tsx';
import { useWizard, useWizardActor } from './wizard.tsx';

/** Which card: none is chosen beforehand, even when there is only one. */
export function CardStep() {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const { task, reader: chosen, iccid, target } = useWizard(({ context }) => context);
  const { usable } = useIdentifiedCards();
  const selected = usable.find(({ id, card }) => id === chosen && card?.iccid === iccid);
  const needsTarget = task === 'wipe' && targetsOf(selected?.card).length > 1 && target === undefined;
  return (
    <StepFrame
      question={t('provision.card.question')}
      lead={t('provision.card.lead')}
      next={task === 'wipe' ? t('provision.next.wipe') : t('provision.next.card')}
      onNext={() => actor.send({ type: 'NEXT' })}
      canGoOn={selected !== undefined && !needsTarget}
    >
      {chosen === undefined && iccid === undefined && <OpenPlans />}
      {chosen === undefined && iccid !== undefined && (
        <Notice state="note" title={t('provision.card.expecting', { iccid: groupDigits(iccid) })} />
      )}
      <CardPicker
        chosen={{ reader: chosen, iccid }}
        onChoose={(reader, number) => actor.send({ type: 'CARD', reader, iccid: number })}
      />
      {task === 'wipe' && <TargetChoice card={selected?.card} />}
    </StepFrame>
  );
}
