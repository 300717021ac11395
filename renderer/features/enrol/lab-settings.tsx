import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../main/contract/calls.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Select } from '../../ui/select.tsx';
import { Sign } from '../../ui/sign.tsx';
import { isNumberIn } from './enrol-drafts.ts';
import './enrol.css';

type Settings = NonNullable<CallInput<'lab.network'>['settings']>;
type Chosen<K extends keyof Settings> = NonNullable<Settings[K]> | 'own';
const aYear = 31_536_000;

/** How the lab's operator has set up its network; setting it up starts it anew. */
export function LabSettings() {
  const { t } = useTranslation();
  const [mode, setMode] = useState<Chosen<'mode'>>('own');
  const [digest, setDigest] = useState<Chosen<'digest'>>('own');
  const [qop, setQop] = useState<Chosen<'qop'>>('own');
  const [lifetime, setLifetime] = useState('');
  const apply = useCall('lab.network', ['lab.network']);
  const wrong = lifetime.trim() !== '' && !isNumberIn(lifetime, 1, aYear);
  const settings: Settings = {
    ...(mode !== 'own' && { mode }),
    ...(digest !== 'own' && { digest }),
    ...(qop !== 'own' && { qop }),
    ...(lifetime.trim() !== '' && { lifetime: Number(lifetime) }),
  };
  const standard = { value: 'own' as const, label: t('enrol.operator.labDefault') };
  return (
    <div className="panel stack">
      <div className="enrol-fields">
        <Select
          label={t('enrol.operator.labMode')}
          value={mode}
          onChange={setMode}
          options={(['own', 'GBA_U', 'GBA_ME'] as const).map((value) => ({
            value,
            label: t(`enrol.operator.labModeOf.${value}`),
          }))}
        />
        <Field
          label={t('enrol.operator.labLifetime')}
          value={lifetime}
          onChange={setLifetime}
          help={t('enrol.operator.labLifetimeHelp')}
          problem={wrong ? t('enrol.operator.labLifetimeWrong') : undefined}
        />
        <Select
          label={t('enrol.operator.labDigest')}
          value={digest}
          onChange={setDigest}
          options={[
            standard,
            { value: 'AKAv1-MD5', label: 'AKAv1-MD5' },
            { value: 'AKAv2-MD5', label: 'AKAv2-MD5' },
          ]}
        />
        <Select
          label={t('enrol.operator.labQop')}
          value={qop}
          onChange={setQop}
          options={[standard, { value: 'auth', label: 'auth' }, { value: 'auth-int', label: 'auth-int' }]}
        />
      </div>
      <div className="row">
        <Button
          isDisabled={wrong}
          isPending={apply.isPending}
          onPress={() => apply.mutate({ running: true, settings })}
        >
          {t('enrol.operator.labApply')}
        </Button>
        {apply.isSuccess && (
          <output>
            <Sign state="good">{t('enrol.operator.labApplied')}</Sign>
          </output>
        )}
      </div>
      {apply.error !== null && <ErrorBlock error={apply.error} />}
    </div>
  );
}
