import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CredentialDoc } from '../../../main/contract/credential.ts';
import type { NafTestDoc } from '../../../main/contract/gba.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import './credentials.css';

export interface NafAddress {
  readonly host: string;
  readonly port: string;
  readonly suite: string;
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

/** Connects to the server the key is for, with TLS and the key as shared secret. */
export function NafTest({ credential, address = {}, onClose, onTested }: Props) {
  const { t } = useTranslation();
  const [host, setHost] = useState(address.host ?? credential.nafFqdn);
  const [port, setPort] = useState(address.port ?? '443');
  const [suite, setSuite] = useState(address.suite ?? '');
  const test = useCall('credentials.test');
  const ready = host.trim() !== '' && isPort(port);
  const connect = () => {
    if (!ready) return;
    const naf = {
      host: host.trim(),
      port: Number(port),
      ...(suite.trim() !== '' && { suite: suite.trim() }),
    };
    test.mutate({ credential: credential.id, naf }, { onSuccess: (result) => onTested?.(result) });
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
        <Field
          label={t('credentials.test.suite')}
          value={suite}
          onChange={setSuite}
          example="PSK-AES128-CBC-SHA256"
          help={t('credentials.test.suiteHelp')}
          mono
        />
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
