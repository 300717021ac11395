import { useTranslation } from 'react-i18next';
import type { GpInfoDoc } from '../../../../main/contract/globalplatform.ts';
import { Disclose } from '../../../ui/disclose.tsx';
import { Choice, Field } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { VaultGate } from '../../credentials/vault-gate.tsx';
import { SecretField } from '../secret-field.tsx';
import { keyBytes } from './change-input.ts';
import type { ChangeForm } from './gp-types.ts';
import { byVersion } from './key-sets-on-card.tsx';

interface Props {
  readonly form: ChangeForm;
  readonly info: GpInfoDoc;
  readonly change: (part: Partial<ChangeForm>) => void;
}

const names = { globalplatform: ['enc', 'mac', 'dek'], ota: ['kic', 'kid', 'kik'] } as const;
const algorithms = {
  globalplatform: ['aes-128', 'aes-192', 'aes-256', '3des-2'],
  ota: ['aes-128', 'aes-192', 'aes-256', '3des-2', '3des-3'],
} as const;

const replaced = (tuple: ChangeForm['keys'], at: number, value: string): ChangeForm['keys'] => {
  const [first, second, third] = tuple.map((old, i) => (i === at ? value : old));
  return [first ?? '', second ?? '', third ?? ''];
};

/** A key set that is added or takes the place of another. */
export function NewKeysForm({ form, info, change }: Props) {
  const { t } = useTranslation();
  const { use, replaces } = form;
  return (
    <>
      <VaultGate />
      <Choice
        label={t('bench.gp.newKeys.use')}
        value={use}
        onChange={(next) => change({ use: next, algorithm: 'aes-128' })}
        options={(['globalplatform', 'ota'] as const).map((value) => ({
          value,
          label: t(`bench.gp.newKeys.${value}`),
        }))}
        inline
      />
      <div className="bench-pair">
        <Select
          label={t('bench.gp.newKeys.replaces')}
          value={replaces}
          onChange={(next) => change({ replaces: next })}
          options={[
            { value: '0', label: t('bench.gp.newKeys.add') },
            ...byVersion(info.keys).map(([version]) => ({
              value: String(version),
              label: t('bench.gp.newKeys.replace', { version }),
            })),
          ]}
        />
        <Field
          label={t('bench.gp.newKeys.version')}
          value={form.newVersion}
          onChange={(newVersion) => change({ newVersion: newVersion.trim() })}
          mono
          help={use === 'ota' ? t('bench.gp.newKeys.versionOta') : t('bench.gp.newKeys.versionGp')}
        />
        <Select
          label={t('bench.gp.newKeys.algorithm')}
          value={form.algorithm}
          onChange={(algorithm) => change({ algorithm })}
          options={algorithms[use].map((value) => ({ value, label: t(`bench.algorithm.${value}`) }))}
        />
      </div>
      <Choice
        label={t('bench.gp.newKeys.keys')}
        value={form.newKeys}
        onChange={(newKeys) => change({ newKeys })}
        options={(['random', 'typed'] as const).map((value) => ({
          value,
          label: t(`bench.gp.newKeys.${value}`),
          help: t(`bench.gp.newKeys.${value}Help`),
        }))}
      />
      {form.newKeys === 'typed' && (
        <>
          {names[use].map((name, at) => (
            <SecretField
              key={name}
              label={t(`bench.gp.newKeys.${name}`)}
              value={form.keys[at] ?? ''}
              onChange={(value) => change({ keys: replaced(form.keys, at, value) })}
              lengths={[keyBytes[form.algorithm]]}
            />
          ))}
          <Disclose label={t('bench.gp.newKeys.checkValues')}>
            <div className="bench-pair">
              {names[use].map((name, at) => (
                <Field
                  key={name}
                  label={t(`bench.gp.newKeys.${name}`)}
                  value={form.checkValues[at] ?? ''}
                  onChange={(value) => change({ checkValues: replaced(form.checkValues, at, value) })}
                  mono
                  example="8BAF47"
                />
              ))}
            </div>
            <p className="quiet small">{t('bench.gp.newKeys.checkValuesHelp')}</p>
          </Disclose>
        </>
      )}
    </>
  );
}
