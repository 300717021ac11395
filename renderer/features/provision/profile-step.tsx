import { useTranslation } from 'react-i18next';
import type { ProfileDoc, ValuesDoc } from '../../../main/contract/profile.ts';
import { useAnswer } from '../../client/engine.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CardLost, useLiveCard } from './live-card.tsx';
import { StepFrame } from './step-frame.tsx';
import { TargetChoice, targetsOf } from './target-choice.tsx';
import { useWizard, useWizardActor } from './wizard.tsx';

const defaultsOf = ({ variables }: ProfileDoc): ValuesDoc =>
  Object.fromEntries(
    variables.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );

/** Which profile, and which directory where the card has several. */
export function ProfileStep() {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const { profile: chosen, target } = useWizard(({ context }) => context);
  const profiles = useAnswer('profiles.list', {});
  const { reader } = useLiveCard();
  const profile = profiles.data?.find(({ id }) => id === chosen);
  const needsTarget =
    profile !== undefined && targetsOf(reader?.card, profile.target).length > 1 && target === undefined;
  return (
    <StepFrame
      question={t('provision.profile.question')}
      lead={t('provision.profile.lead')}
      next={t('provision.next.profile')}
      onNext={() => actor.send({ type: 'NEXT' })}
      canGoOn={profile !== undefined && !needsTarget}
      onBack={() => actor.send({ type: 'BACK' })}
    >
      <CardLost />
      {profiles.isPending && <Skeleton />}
      {profiles.error !== null && <ErrorBlock error={profiles.error} />}
      {profiles.data?.length === 0 && <Empty title={t('provision.profile.none')} />}
      {profiles.data !== undefined && profiles.data.length > 0 && (
        <div className="big-options">
          <Choice
            label={t('provision.profile.label')}
            value={chosen}
            onChange={(id) => {
              const next = profiles.data.find((one) => one.id === id);
              if (next !== undefined) actor.send({ type: 'PROFILE', profile: id, values: defaultsOf(next) });
            }}
            options={profiles.data.map((one) => ({
              value: one.id,
              label: (
                <span className="option-line">
                  <strong>{one.title}</strong> <span className="mono quiet small">{one.id}</span>{' '}
                  {!one.shipped && <span className="chip">{t('provision.profile.own')}</span>}
                  <span className="chip">
                    {one.createsFiles ? t('provision.profile.creates') : t('provision.profile.keeps')}
                  </span>
                </span>
              ),
              help: one.description,
            }))}
          />
        </div>
      )}
      {profile !== undefined && <TargetChoice card={reader?.card} kind={profile.target} />}
    </StepFrame>
  );
}
