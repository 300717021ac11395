import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CredentialDoc } from '../../../main/contract/credential.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { download } from '../../ui/download.ts';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Field } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';

/** `gateway-north-7.jwe` */
const fileNameOf = ({ gateway }: CredentialDoc): string =>
  `${gateway
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}.jwe`;

/** Hands a credential over: sealed to the public key of who takes it, so that nobody else can read it. */
export function ExportSealed({
  credential,
  onClose,
}: {
  readonly credential: CredentialDoc;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [recipient, setRecipient] = useState('');
  const seal = useCall('credentials.export');
  const change = (text: string) => {
    setRecipient(text);
    seal.reset();
  };
  const document = seal.data?.document;
  return (
    <Dialog
      title={t('credentials.export.title', { gateway: credential.gateway })}
      isOpen
      onClose={onClose}
      wide
      actions={
        <>
          <Button onPress={onClose}>{t('credentials.close')}</Button>
          {document === undefined ? (
            <Button
              look="primary"
              isDisabled={recipient.trim().length < 2}
              isPending={seal.isPending}
              onPress={() => seal.mutate({ credential: credential.id, recipient })}
            >
              {t('credentials.export.now')}
            </Button>
          ) : (
            <Button
              look="primary"
              onPress={() => download(fileNameOf(credential), 'application/jose', document)}
            >
              {t('credentials.export.save')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{t('credentials.export.lead')}</p>
        <Field
          label={t('credentials.export.recipient')}
          value={recipient}
          onChange={change}
          rows={5}
          example={'{"kty":"EC","crv":"P-256","x":"…","y":"…"}'}
          help={t('credentials.export.recipientHelp')}
          mono
          autoFocus
        />
        <div>
          <FileTrigger
            acceptedFileTypes={['.json', '.jwk', 'application/jwk+json', 'application/json']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file !== undefined) void file.text().then(change);
            }}
          >
            <Button>{t('credentials.export.file')}</Button>
          </FileTrigger>
        </div>
        {seal.error !== null && <ErrorBlock error={seal.error} />}
        {document !== undefined && (
          <output>
            <Notice state="good" title={t('credentials.export.done')} action={<CopyButton text={document} />}>
              <p>{t('credentials.export.doneLead')}</p>
            </Notice>
          </output>
        )}
      </div>
    </Dialog>
  );
}
