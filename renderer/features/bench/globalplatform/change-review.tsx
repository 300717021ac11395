import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GpPlanDoc } from '../../../../main/contract/globalplatform.ts';
import { useCall } from '../../../client/use-call.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { groupDigits } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Tick } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { type BenchCard, BenchCardLine } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import type { ChangeForm, GpWork } from './gp-types.ts';
import '../../../ui/table.css';

interface Props {
  readonly card: BenchCard;
  readonly plan: GpPlanDoc;
  readonly form: ChangeForm | undefined;
  readonly step: (change: Partial<GpWork>) => void;
}

/** What cannot be taken back, by any keys. */
const isFinal = (form: ChangeForm | undefined): boolean =>
  form?.kind === 'set-status' && form.state === 'terminated';

/** What would change, before it changes; the button says what it does and to which card. */
export function ChangeReview({ card, plan, form, step }: Props) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const apply = useCall('gp.apply', ['keys.list', 'readers.list']);
  const { present } = useCardIn(card.reader, card.iccid);
  const [sure, setSure] = useState(false);
  const blocked = plan.blockers.length > 0;
  const final = isFinal(form);
  const iccid = groupDigits(card.iccid);
  const go = async () => {
    const result = await apply.mutateAsync({ reader: card.reader, plan: plan.id, iccid: card.iccid });
    // Not a matter of this component alone: the result is kept also when the user looks at another screen meanwhile.
    step({ result });
  };
  const action =
    form?.kind === 'set-status' && form.state !== undefined
      ? t(`bench.gp.apply.${form.state}`, { iccid })
      : t(`bench.gp.apply.${plan.kind}`, { iccid });
  return (
    <>
      <StageHead
        takesFocus
        title={blocked ? t('bench.gp.review.blocked') : say(plan.title)}
        lead={blocked ? say(plan.title) : t('bench.gp.review.lead')}
        aside={<BenchCardLine card={card} />}
      />
      <CardLost {...card} />
      {plan.blockers.map((blocker) => (
        <ErrorBlock key={`${blocker.code} ${blocker.what}`} error={undefined} doc={blocker} />
      ))}
      {plan.changes.length > 0 && <Changes changes={plan.changes} />}
      {plan.cautions.length > 0 && !blocked && (
        <Notice state="attention" title={t('bench.gp.review.caution')}>
          <ul className="gp-cautions">
            {plan.cautions.map((caution) => (
              <li key={caution}>{say(caution)}</li>
            ))}
          </ul>
          {final && (
            <Tick isSelected={sure} onChange={setSure}>
              {t('bench.gp.review.sure', { iccid })}
            </Tick>
          )}
        </Notice>
      )}
      {apply.isPending && (
        <Seen>
          <div className="panel stack-tight">
            <Progress
              label={apply.progress === undefined ? t('bench.gp.review.applying') : say(apply.progress.what)}
              done={apply.progress?.done ?? 0}
              total={apply.progress?.total}
            />
            <p className="quiet small">{t('bench.gp.review.leaveCard')}</p>
          </div>
        </Seen>
      )}
      {apply.error !== null && (
        <Seen>
          <ErrorBlock error={apply.error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <Button isDisabled={apply.isPending} onPress={() => step({ plan: undefined })}>
            {t('common.back')}
          </Button>
        }
        primary={
          !blocked && (
            <Button
              look={plan.kind === 'delete' || final ? 'danger' : 'primary'}
              isDisabled={!present || (final && !sure)}
              isPending={apply.isPending}
              onPress={() => void go().catch(() => undefined /* The error block says what went wrong. */)}
            >
              {action}
            </Button>
          )
        }
      />
    </>
  );
}

function Changes({ changes }: Pick<GpPlanDoc, 'changes'>) {
  const { t } = useTranslation();
  const say = useEngineWords();
  return (
    <div className="panel gp-table">
      <table className="table">
        <caption className="visually-hidden">{t('bench.gp.review.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('bench.gp.review.what')}</th>
            <th scope="col">{t('bench.gp.review.before')}</th>
            <th scope="col">{t('bench.gp.review.after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ what, before, after }) => (
            <tr key={what}>
              <th scope="row">{say(what)}</th>
              <td className={before === undefined ? 'quiet' : undefined}>
                {before === undefined ? t('bench.gp.review.notTold') : say(before)}
              </td>
              <td>
                <strong>{after === undefined ? t('bench.gp.review.notTold') : say(after)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
