import { useTranslation } from 'react-i18next';
import type { PlanDoc } from '../../../main/contract/plan.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Plans that were interrupted: each with the way to roll it forward. */
export function OpenPlans({ onRollForward }: { readonly onRollForward: (plan: PlanDoc) => void }) {
  const { t } = useTranslation();
  const { data = [] } = useAnswer('plan.open', {});
  return data.map((plan) => (
    <Notice
      key={plan.id}
      state="attention"
      title={t('cards.interrupted.title', { iccid: groupDigits(plan.iccid) })}
      action={<Button onPress={() => onRollForward(plan)}>{t('cards.interrupted.rollForward')}</Button>}
    >
      <p>{t('cards.interrupted.lead')}</p>
    </Notice>
  ));
}
