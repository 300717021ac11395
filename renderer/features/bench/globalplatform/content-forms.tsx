import { useTranslation } from 'react-i18next';
import type { GpItemDoc } from '../../../../main/contract/globalplatform.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { Choice, Field, Tick } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import type { ChangeForm } from './gp-types.ts';

interface Props {
  readonly form: ChangeForm;
  readonly change: (part: Partial<ChangeForm>) => void;
}
interface WithItems extends Props {
  readonly items: readonly GpItemDoc[];
}

/** One of what is on the card; nothing is chosen beforehand. */
export function ItemSelect({
  label,
  items,
  value,
  onChange,
}: {
  readonly label: string;
  readonly items: readonly GpItemDoc[];
  readonly value: string;
  readonly onChange: (aid: string) => void;
}) {
  const { t } = useTranslation();
  const say = useEngineWords();
  return (
    <Select
      label={label}
      value={value}
      onChange={onChange}
      options={[
        { value: '', label: t('bench.ota.tar.choose') },
        ...items.map(({ aid, name, kind }) => ({
          value: aid,
          label: `${name === undefined ? t(`bench.gp.kind.${kind}`) : say(name)} · ${aid.toUpperCase()}`,
        })),
      ]}
    />
  );
}

export function DeleteForm({ form, items, change }: WithItems) {
  const { t } = useTranslation();
  const item = items.find(({ aid }) => aid === form.aid);
  return (
    <>
      <ItemSelect
        label={t('bench.gp.change.which')}
        items={items.filter(({ kind }) => kind !== 'issuer-domain')}
        value={form.aid}
        onChange={(aid) => change({ aid, related: false })}
      />
      {item?.kind === 'package' && (
        <Tick isSelected={form.related} onChange={(related) => change({ related })}>
          {t('bench.gp.change.related')}
        </Tick>
      )}
    </>
  );
}

const ofApplication = ['locked', 'unlocked', 'selectable'] as const;
const ofCard = ['card-locked', 'secured', 'terminated'] as const;

export function StateForm({ form, items, change }: WithItems) {
  const { t } = useTranslation();
  const item = items.find(({ aid }) => aid === form.aid);
  const states: readonly NonNullable<ChangeForm['state']>[] =
    item?.kind === 'issuer-domain' ? ofCard : ofApplication;
  return (
    <>
      <ItemSelect
        label={t('bench.gp.change.which')}
        items={items.filter(({ kind }) => kind !== 'package')}
        value={form.aid}
        onChange={(aid) => change({ aid, state: undefined })}
      />
      {item !== undefined && (
        <Choice
          label={t('bench.gp.change.newState')}
          value={form.state}
          onChange={(state) => change({ state })}
          options={states.map((value) => ({
            value,
            label: t(`bench.gp.newState.${value}`),
            help: t(`bench.gp.newState.${value}Help`),
          }))}
        />
      )}
    </>
  );
}

export function StoreDataForm({ form, change }: Props) {
  const { t } = useTranslation();
  return (
    <Field
      label={t('bench.gp.change.data')}
      value={form.data}
      onChange={(data) => change({ data })}
      rows={5}
      mono
      example="42 04 89882190"
      help={t('bench.gp.change.dataHelp')}
    />
  );
}
