import { useTranslation } from 'react-i18next';
import type { GpInfoDoc } from '../../../../main/contract/globalplatform.ts';
import type { KeySetDoc } from '../../../../main/contract/keys.ts';
import { Disclose } from '../../../ui/disclose.tsx';
import { Choice, Field } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import type { BenchCard } from '../bench-card.tsx';
import { KeySetChoice } from '../key-set-choice.tsx';
import { SecretField } from '../secret-field.tsx';
import { gpKeyLengths, type KeyForm } from './gp-types.ts';

interface Props {
  readonly card: BenchCard;
  readonly info: GpInfoDoc;
  readonly keys: KeyForm;
  readonly onKeys: (keys: KeyForm) => void;
}

/** Secure channels, and OTA sets whose applications manage the card’s contents. */
const opens = ({ kind, ota }: KeySetDoc): boolean =>
  kind === 'globalplatform' || ota?.applications.some(({ manages }) => manages === 'applications') === true;

/** 01 C-MAC, 03 with C-DEC, 11 and 13 with R-MAC, 33 with R-ENC. */
const levels = ['1', '3', '17', '19', '51'] as const;

/** With which keys to open the security domain. */
export function DomainKeys({ card, info, keys, onKeys }: Props) {
  const { t } = useTranslation();
  const change = (part: Partial<KeyForm>) => onKeys({ ...keys, ...part });
  return (
    <section className="panel stack bench-part" aria-label={t('bench.gp.keys.title')}>
      <div>
        <h2 className="bench-part-title">{t('bench.gp.keys.title')}</h2>
        <p className="quiet small">{t('bench.gp.keys.lead')}</p>
      </div>
      <Choice
        label={t('bench.ota.keys.source')}
        value={keys.source}
        onChange={(source) => change({ source })}
        options={(['stored', 'typed'] as const).map((value) => ({
          value,
          label: t(`bench.ota.keys.${value}`),
        }))}
        inline
      />
      {keys.source === 'stored' && (
        <KeySetChoice
          card={card}
          accepts={opens}
          value={keys.set?.id}
          onChange={(set) => change({ set })}
          note={({ id }) =>
            info.keys.length > 0 && info.sets.find((set) => set.id === id)?.onCard === false
              ? t('bench.gp.keys.notOnCard')
              : undefined
          }
        />
      )}
      {keys.source === 'typed' && <TypedKeys keys={keys} change={change} />}
      {keys.source !== undefined && (
        <Disclose label={t('bench.gp.keys.more')}>
          <Select
            label={t('bench.gp.keys.level')}
            value={keys.level}
            onChange={(level) => change({ level })}
            options={[
              { value: '', label: t('bench.gp.keys.levelAuto') },
              ...levels.map((value) => ({ value, label: t(`bench.gp.level.${value}`) })),
            ]}
          />
        </Disclose>
      )}
    </section>
  );
}

function TypedKeys({
  keys,
  change,
}: {
  readonly keys: KeyForm;
  readonly change: (part: Partial<KeyForm>) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      {(['enc', 'mac', 'dek'] as const).map((name) => (
        <SecretField
          key={name}
          label={t(`bench.gp.keys.${name}`)}
          value={keys[name]}
          onChange={(value) => change({ [name]: value })}
          lengths={gpKeyLengths}
        />
      ))}
      <div className="bench-pair">
        <Select
          label={t('bench.gp.keys.protocol')}
          value={keys.protocol}
          onChange={(protocol) => change({ protocol })}
          options={[
            { value: '', label: t('bench.gp.keys.protocolAuto') },
            { value: 'scp02', label: 'SCP02' },
            { value: 'scp03', label: 'SCP03' },
          ]}
        />
        <Field
          label={t('bench.gp.keys.version')}
          value={keys.version}
          onChange={(version) => change({ version: version.trim() })}
          mono
          help={t('bench.gp.keys.versionHelp')}
        />
        <Select
          label={t('bench.gp.keys.diversification')}
          value={keys.diversification}
          onChange={(diversification) => change({ diversification })}
          options={(['none', 'emv', 'visa2', 'kdf3'] as const).map((value) => ({
            value,
            label: t(`bench.gp.diversification.${value}`),
          }))}
        />
        <Field
          label={t('bench.gp.keys.option')}
          value={keys.option}
          onChange={(option) => change({ option: option.trim() })}
          mono
          example="70"
          help={t('bench.gp.keys.optionHelp')}
        />
      </div>
    </>
  );
}
