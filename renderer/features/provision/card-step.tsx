import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { groupDigits } from '../../i18n/format.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { applicationName } from '../cards/application-name.ts';
import { OpenPlans } from '../cards/open-plans.tsx';
import { StepFrame } from './step-frame.tsx';
import { TargetChoice, targetsOf } from './target-choice.tsx';
import { useWizard, useWizardActor } from './wizard.tsx';

/** Which card: none is chosen beforehand, even when there is only one. */
export function CardStep() {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const { task, reader: chosen, iccid, target } = useWizard(({ context }) => context);
  const readers = useAnswer('readers.list', {});
  const cards = (readers.data?.readers ?? []).filter(({ state }) => state === 'card');
  const usable = cards.filter(({ card }) => card?.iccid !== undefined);
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
      {readers.isPending && <Skeleton />}
      {readers.error !== null && <ErrorBlock error={readers.error} />}
      {readers.data !== undefined && usable.length === 0 && (
        <Empty title={t('provision.card.none')}>
          <p>{t('provision.card.noneLead')}</p>
        </Empty>
      )}
      {usable.length > 0 && (
        <div className="big-options">
          <Choice
            label={t('provision.card.label')}
            value={selected?.id}
            onChange={(reader) => {
              const card = usable.find(({ id }) => id === reader)?.card;
              if (card?.iccid !== undefined) actor.send({ type: 'CARD', reader, iccid: card.iccid });
            }}
            options={usable.map((reader) => ({
              value: reader.id,
              label: (
                <span className="option-line">
                  <span className="option-number mono">{groupDigits(reader.card?.iccid ?? '')}</span>{' '}
                  {reader.simulated && <span className="chip chip-simulator">{t('common.simulator')}</span>}
                  {reader.busy ? (
                    <span className="quiet">{t('cards.state.busy')}</span>
                  ) : (
                    <Sign state={reader.health ?? 'unknown'}>
                      {t(`health.${reader.health ?? 'unknown'}`)}
                    </Sign>
                  )}
                </span>
              ),
              help: [reader.name, ...(reader.card?.applications ?? []).map(applicationName)].join(' · '),
            }))}
          />
        </div>
      )}
      {task === 'wipe' && <TargetChoice card={selected?.card} />}
      {cards.length > usable.length && <p className="quiet">{t('provision.card.noIccid')}</p>}
    </StepFrame>
  );
}
