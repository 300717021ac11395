import { useTranslation } from 'react-i18next';
import type { PlanDoc } from '../../../main/contract/plan.ts';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useStartWizard } from '../provision/wizard.tsx';
import type { WizardStart } from '../provision/wizard-types.ts';

/** How a plan that did not finish is taken up again. `reader` holds its card; without one the wizard waits for the card. */
function continuing(plan: PlanDoc, reader: string | undefined): WizardStart {
  const { iccid, target } = plan;
  return plan.kind === 'wipe'
    ? { task: 'wipe', reader, iccid, target }
    : { task: 'provision', reader, iccid, target, profile: plan.profile.id, values: plan.values };
}

/** Plans that were interrupted, of all cards or of one: each with the way to roll it forward. */
export function OpenPlans({ iccid }: { readonly iccid?: string }) {
  const { t } = useTranslation();
  const start = useStartWizard();
  const { data = [] } = useAnswer('plan.open', {});
  const readers = useAnswer('readers.list', {}).data?.readers ?? [];
  const shown = iccid === undefined ? data : data.filter((plan) => plan.iccid === iccid);
  return shown.map((plan) => {
    const reader = readers.find(({ state, card }) => state === 'card' && card?.iccid === plan.iccid);
    return (
      <Notice
        key={plan.id}
        state="attention"
        title={t('cards.interrupted.title', { iccid: groupDigits(plan.iccid) })}
        action={
          <Button onPress={() => start(continuing(plan, reader?.id))}>
            {t('cards.interrupted.rollForward')}
          </Button>
        }
      >
        <p>
          {reader === undefined
            ? t('cards.interrupted.lead')
            : t('cards.interrupted.present', { reader: reader.name })}
        </p>
      </Notice>
    );
  });
}
