import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fileText } from '../../../main/base/file-text.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Choice } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ImportFrame } from './import-frame.tsx';
import { formatOf, type KeyFile } from './key-file.ts';
import { StationKey } from './station-key.tsx';

interface Props {
  readonly file: KeyFile | undefined;
  readonly onFile: (file: KeyFile) => void;
  readonly isTrying: boolean;
  readonly error: unknown;
  readonly onTry: () => void;
  readonly onBack: () => void;
}

/** Which file: nothing of it is shown, and nothing is stored before the trial was seen. */
export function ImportFile({ file, onFile, isTrying, error, onTry, onBack }: Props) {
  const { t } = useTranslation();
  return (
    <ImportFrame
      step="file"
      question={t('credentials.import.question')}
      lead={t('credentials.import.lead')}
      onBack={onBack}
      next={t('credentials.import.try')}
      onNext={onTry}
      canGoOn={file !== undefined}
      isPending={isTrying}
    >
      {error !== null && <ErrorBlock error={error} />}
      <div className="panel stack">
        <div className="row">
          <FileTrigger
            acceptedFileTypes={['.csv', '.json', '.jwe', '.jose', 'text/csv', 'application/json']}
            onSelect={(files) => {
              const chosen = files?.[0];
              if (chosen === undefined) return;
              void chosen
                .arrayBuffer()
                .then((bytes) => fileText(new Uint8Array(bytes)))
                .then((content) => onFile({ name: chosen.name, content, format: formatOf(content) }));
            }}
          >
            <Button autoFocus>
              {file === undefined ? t('credentials.import.choose') : t('credentials.import.chooseOther')}
            </Button>
          </FileTrigger>
          <output>{file !== undefined && <strong>{file.name}</strong>}</output>
        </div>
        {file !== undefined && (
          <Choice
            label={t('credentials.import.format')}
            value={file.format}
            onChange={(format) => onFile({ ...file, format })}
            options={(['csv', 'json', 'jwe'] as const).map((value) => ({
              value,
              label: t(`credentials.import.formatOf.${value}`),
            }))}
            inline
          />
        )}
      </div>
      {file !== undefined && file.format !== 'jwe' && (
        <Notice state="attention" title={t('credentials.import.plain')}>
          <p>{t('credentials.import.plainLead')}</p>
        </Notice>
      )}
      {file === undefined && (
        <>
          <dl className="key-formats prose">
            {(['csv', 'json', 'jwe'] as const).map((format) => (
              <div key={format}>
                <dt>{t(`credentials.import.formatOf.${format}`)}</dt>
                <dd>{t(`credentials.import.formatHelp.${format}`)}</dd>
              </div>
            ))}
          </dl>
          <StationKey />
        </>
      )}
    </ImportFrame>
  );
}
