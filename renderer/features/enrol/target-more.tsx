import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/fields.tsx';
import { Select } from '../../ui/select.tsx';
import type { TargetDraft } from './enrol-types.ts';
import './enrol.css';

interface Props {
  readonly target: TargetDraft;
  readonly onChange: (change: Partial<TargetDraft>) => void;
}

/** The suites that are meant where none is named: TS-0003 10.2.2 and 10.2.3. */
const usualSuites = {
  'tls-psk': 'PSK-AES128-CBC-SHA256',
  'http-digest': 'ECDHE-ECDSA-AES128-SHA256',
} as const;

/** What is seldom needed: the gateway's CSE-ID, another cipher suite, the form of the identity. */
export function TargetMore({ target, onChange }: Props) {
  const { t } = useTranslation();
  const { gatewayCseId, suite, uaProtocol, identity, tryNaf } = target;
  return (
    <div className="panel enrol-fields">
      <Field
        label={t('enrol.target.gatewayCse')}
        value={gatewayCseId}
        onChange={(text) => onChange({ gatewayCseId: text })}
        example="/gw-north-7"
        mono
      />
      <Field
        label={t('enrol.target.suite')}
        value={suite}
        onChange={(text) => onChange({ suite: text })}
        help={t('enrol.target.suiteHelp', { suite: usualSuites[uaProtocol] })}
        mono
      />
      {tryNaf && uaProtocol === 'tls-psk' && (
        <Select
          label={t('enrol.target.identity')}
          value={identity}
          onChange={(next) => onChange({ identity: next })}
          options={(['onem2m', '3gpp'] as const).map((value) => ({
            value,
            label: t(`enrol.target.identityOf.${value}`),
          }))}
        />
      )}
    </div>
  );
}

const cseNames = ['absolute', 'provider', 'field', 'named'] as const;

/** How the name of a CSE in the DNS is made, TS-0003 8.3.2.3. */
export function CseName({ target, onChange }: Props) {
  const { t } = useTranslation();
  const { cseName, cseOther } = target;
  return (
    <>
      <Select
        label={t('enrol.target.cseName')}
        value={cseName}
        onChange={(next) => onChange({ cseName: next })}
        options={cseNames.map((value) => ({ value, label: t(`enrol.target.cseNameOf.${value}`) }))}
      />
      {cseName !== 'absolute' && (
        <Field
          label={t(`enrol.target.cseOtherOf.${cseName}`)}
          value={cseOther}
          onChange={(text) => onChange({ cseOther: text })}
          mono
        />
      )}
    </>
  );
}
