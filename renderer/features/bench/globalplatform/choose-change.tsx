import { useTranslation } from 'react-i18next';
import type { GpInfoDoc, GpItemDoc } from '../../../../main/contract/globalplatform.ts';
import { useCall } from '../../../client/use-call.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { type BenchCard, BenchCardLine } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import { changeOf, missingChange } from './change-input.ts';
import { DeleteForm, StateForm, StoreDataForm } from './content-forms.tsx';
import {
  type ChangeForm,
  changeKinds,
  domainOf,
  emptyChange,
  type GpWork,
  type KeyForm,
  keysOf,
} from './gp-types.ts';
import { InstallForm } from './install-form.tsx';
import { NewKeysForm } from './new-keys-form.tsx';

interface Props {
  readonly card: BenchCard;
  readonly domain: string;
  readonly info: GpInfoDoc;
  readonly items: readonly GpItemDoc[];
  readonly form: ChangeForm;
  readonly step: (change: Partial<GpWork>) => void;
  readonly keys: KeyForm;
}

/** What is to change; the next press only shows what it would do. */
export function ChooseChange({ card, domain, info, items, form, step, keys }: Props) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const plan = useCall('gp.plan');
  const { present } = useCardIn(card.reader, card.iccid);
  const missing = missingChange(form);
  const change = (part: Partial<ChangeForm>) => {
    plan.reset();
    step({ form: { ...form, ...part } });
  };
  const make = () =>
    plan.mutate(
      { reader: card.reader, ...domainOf(domain), keys: keysOf(keys), change: changeOf(form) },
      { onSuccess: (made) => step({ plan: made }) },
    );
  return (
    <>
      <StageHead
        takesFocus
        title={t('bench.gp.change.title')}
        lead={t('bench.gp.change.lead')}
        aside={<BenchCardLine card={card} />}
      />
      <CardLost {...card} />
      <div className="bench-columns">
        <section className="panel bench-part">
          <Choice
            label={t('bench.gp.change.kind')}
            value={form.kind}
            onChange={(kind) => change({ ...emptyChange, kind })}
            options={changeKinds.map((value) => ({
              value,
              label: t(`bench.gp.change.${value}`),
              help: t(`bench.gp.change.${value}Help`),
            }))}
          />
        </section>
        {form.kind !== undefined && (
          <section className="panel stack bench-part" aria-label={t(`bench.gp.change.${form.kind}`)}>
            <h2 className="bench-part-title">{t(`bench.gp.change.${form.kind}`)}</h2>
            {form.kind === 'install' && <InstallForm form={form} items={items} change={change} />}
            {form.kind === 'put-key' && <NewKeysForm form={form} info={info} change={change} />}
            {form.kind === 'delete' && <DeleteForm form={form} items={items} change={change} />}
            {form.kind === 'set-status' && <StateForm form={form} items={items} change={change} />}
            {form.kind === 'store-data' && <StoreDataForm form={form} change={change} />}
          </section>
        )}
      </div>
      {plan.isPending && (
        <Seen>
          <div className="panel">
            <Progress
              label={plan.progress === undefined ? t('bench.gp.change.planning') : say(plan.progress.what)}
              done={plan.progress?.done ?? 0}
              total={plan.progress?.total}
            />
          </div>
        </Seen>
      )}
      {plan.error !== null && (
        <Seen>
          <ErrorBlock error={plan.error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <>
            <Button onPress={() => step({ form: undefined })}>{t('common.back')}</Button>
            <p className="bench-missing" aria-live="polite">
              {missing === undefined ? t('bench.gp.change.harmless') : t(`bench.gp.missing.${missing}`)}
            </p>
          </>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined || !present}
            isPending={plan.isPending}
            onPress={make}
          >
            {t('bench.gp.change.show')}
          </Button>
        }
      />
    </>
  );
}
