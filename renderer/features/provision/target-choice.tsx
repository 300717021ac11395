import { useTranslation } from 'react-i18next';
import type { CardIdentityDoc } from '../../../main/contract/card.ts';
import { Choice } from '../../ui/fields.tsx';
import { applicationName } from '../cards/application-name.ts';
import { useWizard, useWizardActor } from './wizard.tsx';

interface Target {
  readonly path: string;
  readonly label: string;
}

/** The directories that can hold the oneM2M files, as EF_DIR announces them. */
export function targetsOf(
  card: CardIdentityDoc | undefined,
  kind?: 'df-1m2m' | 'adf-1m2msm',
): readonly Target[] {
  return (card?.applications ?? []).flatMap((application) => {
    const { aid, oneM2m, label } = application;
    if (application.kind === '1m2msm')
      return kind === 'df-1m2m' ? [] : [{ path: aid, label: `${label} · ${aid.toUpperCase()}` }];
    if (kind === 'adf-1m2msm') return [];
    return oneM2m.map(({ df, subscription }) => ({
      path: df.includes('/') ? df : `${aid}/${df}`,
      label: `${applicationName({ ...application, oneM2m: [] })} · ${df.split('/').at(-1)}${subscription === '' ? '' : ` · ${subscription}`}`,
    }));
  });
}

/** Asked only where the card has several. */
export function TargetChoice({
  card,
  kind,
}: {
  readonly card: CardIdentityDoc | undefined;
  readonly kind?: 'df-1m2m' | 'adf-1m2msm';
}) {
  const { t } = useTranslation();
  const actor = useWizardActor();
  const target = useWizard(({ context }) => context.target);
  const targets = targetsOf(card, kind);
  if (targets.length < 2) return null;
  return (
    <Choice
      label={t('provision.profile.target')}
      value={target}
      onChange={(next) => actor.send({ type: 'TARGET', target: next })}
      options={targets.map(({ path, label }) => ({ value: path, label }))}
    />
  );
}
