import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CredentialDoc } from '../../../main/contract/credential.ts';
import type { NafTestDoc } from '../../../main/contract/gba.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import './credentials.css';

/** Where the server was reached last, and what was needed for it. */
export interface NafAddress {
  readonly host: string;
  readonly port: string;
  readonly identity: 'onem2m' | '3gpp';
  /** PEM. */
  readonly ca: string;
}

const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535;

interface Props {
  readonly credential: CredentialDoc;
  /** Where it was tried last. */
  readonly address?: Partial<NafAddress>;
  readonly onClose: () => void;
  readonly onTested?: (result: NafTestDoc) => void;
}

/** Connects to the server the key is for, in the way the key was made for: its cipher suite is a part of it. */
export function NafTest({ credential, address = {}, onClose, onTested }: Props) {
  const { t } = useTranslation();
  const [host, setHost] = useState(address.host ?? credential.nafFqdn);
  const [port, setPort] = useState(address.port ?? '443');
  const [identity, setIdentity] = useState(address.identity ?? 'onem2m');
  const [proxy, setProxy] = useState('');
  const [ca, setCa] = useState(address.ca ?? '');
  const test = useCall('credentials.test');
  const ready = host.trim() !== '' && isPort(port);
  const connect = () => {
    if (!ready) return;
    const naf = {
      host: host.trim(),
      port: Number(port),
      ...(identity === '3gpp' && { identity }),
    };
    const network = {
      ...(proxy.trim() !== '' && { proxy: proxy.trim() }),
      ...(ca.trim() !== '' && { ca }),
    };
    test.mutate({ credential: credential.id, naf, network }, { onSuccess: (result) => onTested?.(result) });
  };
  return (
    <Dialog
      title={t('credentials.test.title', { gateway: credential.gateway })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('credentials.close')}</Button>
          <Button look="primary" isDisabled={!ready} isPending={test.isPending} onPress={connect}>
            {t('credentials.test.now')}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          connect();
        }}
      >
        <p className="quiet">{t('credentials.test.lead')}</p>
        <div className="credential-port">
          <Field label={t('credentials.test.host')} value={host} onChange={setHost} mono autoFocus />
          <Field
            label={t('credentials.test.port')}
            value={port}
            onChange={setPort}
            problem={port !== '' && !isPort(port) ? t('credentials.test.portWrong') : undefined}
          />
        </div>
        <Disclose label={t('credentials.test.more')}>
          <div className="stack">
            <Select
              label={t('enrol.target.identity')}
              value={identity}
              onChange={setIdentity}
              options={(['onem2m', '3gpp'] as const).map((value) => ({
                value,
                label: t(`enrol.target.identityOf.${value}`),
              }))}
            />
            <Field
              label={t('enrol.operator.proxy')}
              value={proxy}
              onChange={setProxy}
              help={t('enrol.operator.proxyHelp')}
              mono
            />
            <Field label={t('enrol.operator.ca')} value={ca} onChange={setCa} rows={3} mono />
          </div>
        </Disclose>
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
        {test.error !== null && <ErrorBlock error={test.error} />}
        {test.data !== undefined && !test.isPending && <NafOutcome result={test.data} />}
      </form>
    </Dialog>
  );
}

/** Whether the server knew the key, in words. */
export function NafOutcome({ result }: { readonly result: NafTestDoc }) {
  const { t } = useTranslation();
  const { connected, protocol, suite, error } = result;
  if (!connected)
    return error === undefined ? (
      <Notice state="fault" title={t('credentials.test.refused')} />
    ) : (
      <ErrorBlock error={undefined} doc={error} />
    );
  return (
    <output>
      <Notice state="good" title={t('credentials.test.connected')}>
        {protocol !== undefined && suite !== undefined && (
          <p className="mono small">{`${protocol} · ${suite}`}</p>
        )}
      </Notice>
    </output>
  );
}
