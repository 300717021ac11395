import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CredentialDoc } from '../../../main/contract/credential.ts';
import { useAnswer } from '../../client/engine.tsx';
import { formatSpan, formatTime, groupDigits } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Sign, type SignState } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ExportSealed } from './export-sealed.tsx';
import { ForgetCredential } from './forget-credential.tsx';
import { NafTest } from './naf-test.tsx';
import { VaultGate } from './vault-gate.tsx';
import '../../ui/table.css';
import './credentials.css';

type Action = 'test' | 'export' | 'forget';
const actions: readonly Action[] = ['test', 'export', 'forget'];
const sheets = { test: NafTest, export: ExportSealed, forget: ForgetCredential } as const;

/** Keys that were derived for gateways. */
export function GatewayCredentials() {
  const { t } = useTranslation();
  const { data, error, isPending } = useAnswer('credentials.list', {});
  const [chosen, setChosen] = useState<{ readonly action: Action; readonly credential: CredentialDoc }>();
  if (isPending) return <Skeleton lines={6} />;
  if (error !== null) return <ErrorBlock error={error} />;
  if (data.length === 0)
    return (
      <>
        <Empty title={t('credentials.gateways.empty')}>
          <p>{t('credentials.gateways.emptyLead')}</p>
        </Empty>
        <VaultGate />
      </>
    );
  const Sheet = chosen === undefined ? undefined : sheets[chosen.action];
  return (
    <>
      <p className="quiet">{t('credentials.gateways.lead')}</p>
      <VaultGate />
      <Rows credentials={data} onAction={(action, credential) => setChosen({ action, credential })} />
      {Sheet !== undefined && chosen !== undefined && (
        <Sheet credential={chosen.credential} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}

interface RowsProps {
  readonly credentials: readonly CredentialDoc[];
  readonly onAction: (action: Action, credential: CredentialDoc) => void;
}

function Rows({ credentials, onAction }: RowsProps) {
  const { t } = useTranslation();
  const locked = useAnswer('station.get', {}).data?.vault !== 'open';
  return (
    <div className="panel credential-table">
      <table className="table" aria-label={t('credentials.gateways.table')}>
        <thead>
          <tr>
            <th scope="col">{t('credentials.gateways.gateway')}</th>
            <th scope="col">{t('credentials.gateways.lifetime')}</th>
            <th scope="col">{t('credentials.gateways.key')}</th>
            <th scope="col">{t('credentials.gateways.naf')}</th>
          </tr>
        </thead>
        <tbody>
          {credentials.map((credential) => (
            <Row key={credential.id} credential={credential} locked={locked} onAction={onAction} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<RowsProps, 'onAction'> {
  readonly credential: CredentialDoc;
  readonly locked: boolean;
}

function Row({ credential, locked, onAction }: RowProps) {
  const { t } = useTranslation();
  const { gateway, cseId, kind, keyId, mode, nafFqdn, uaProtocol, iccid } = credential;
  return (
    <>
      <tr className="credential-facts">
        <th scope="row">
          {gateway}
          {cseId !== undefined && <span className="mono small credential-more">{cseId}</span>}
          <span className="mono small credential-more nowrap">{groupDigits(iccid)}</span>
        </th>
        <td>
          <Lifetime credential={credential} />
        </td>
        <td className="credential-key">
          {`${kind} · ${t(`credentials.gateways.mode.${mode}`)}`}
          <span className="mono small credential-more">{keyId}</span>
        </td>
        <td className="credential-key">
          {nafFqdn}
          <span className="small credential-more">{uaProtocol}</span>
        </td>
      </tr>
      <tr className="credential-does">
        <td colSpan={4}>
          <div className="row">
            {actions.map((action) => (
              <Button
                key={action}
                look="quiet"
                small
                isDisabled={locked && action !== 'forget'}
                aria-label={t('credentials.action.of', {
                  action: t(`credentials.action.${action}`),
                  gateway,
                })}
                onPress={() => onAction(action, credential)}
              >
                {t(`credentials.action.${action}`)}
              </Button>
            ))}
          </div>
        </td>
      </tr>
    </>
  );
}

const signs = {
  valid: 'good',
  'expires-soon': 'attention',
  expired: 'fault',
} as const satisfies Record<CredentialDoc['state'], SignState>;

/** How long a key is valid: sign, word, and the time itself. */
function Lifetime({ credential: { state, expiresAt } }: { readonly credential: CredentialDoc }) {
  const { t, i18n } = useTranslation();
  const left = expiresAt - useNow();
  const time = formatTime(expiresAt, i18n.language);
  return (
    <>
      <Sign state={signs[state]}>{t(`credentials.gateways.state.${state}`)}</Sign>
      {left > 0 && (
        <span className="small credential-more">
          {t('credentials.gateways.left', { span: formatSpan(left, i18n.language) })}
        </span>
      )}
      <span className="small credential-more">
        {left > 0 ? t('credentials.gateways.until', { time }) : t('credentials.gateways.since', { time })}
      </span>
    </>
  );
}
