import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Field, Tick } from '../../ui/fields.tsx';
import { Select } from '../../ui/select.tsx';
import { isNumberIn, isUrl } from './enrol-drafts.ts';
import type { OperatorDraft } from './enrol-types.ts';
import './enrol.css';

interface Props {
  readonly operator: OperatorDraft;
  readonly onChange: (change: Partial<OperatorDraft>) => void;
}

/** What is seldom needed: proxy, time-outs, certificates, where the key stays. */
export function OperatorMore({ operator, onChange }: Props) {
  const { t } = useTranslation();
  const { way, proxy, timeout, ca, mode, reuse } = operator;
  return (
    <div className="panel stack">
      <div className="enrol-fields">
        <Select
          label={t('enrol.operator.mode')}
          value={mode}
          onChange={(next) => onChange({ mode: next })}
          options={[
            { value: 'automatic', label: t('enrol.operator.automatic') },
            { value: 'GBA_U', label: t('enrol.operator.gbaU') },
            { value: 'GBA_ME', label: t('enrol.operator.gbaMe') },
          ]}
        />
        <Field
          label={t('enrol.operator.timeout')}
          value={timeout}
          onChange={(text) => onChange({ timeout: text })}
          help={t('enrol.operator.timeoutHelp')}
          problem={
            timeout.trim() !== '' && !isNumberIn(timeout, 1, 120)
              ? t('enrol.operator.timeoutWrong')
              : undefined
          }
        />
        {way !== 'lab' && (
          <Field
            label={t('enrol.operator.proxy')}
            value={proxy}
            onChange={(text) => onChange({ proxy: text })}
            example="http://proxy.example.com:3128"
            help={t('enrol.operator.proxyHelp')}
            problem={proxy.length > 7 && !isUrl(proxy) ? t('enrol.operator.urlWrong') : undefined}
            mono
          />
        )}
      </div>
      <Tick isSelected={reuse} onChange={(next) => onChange({ reuse: next })}>
        {t('enrol.operator.reuse')}
      </Tick>
      {way !== 'lab' && (
        <>
          <Field
            label={t('enrol.operator.ca')}
            value={ca}
            onChange={(text) => onChange({ ca: text })}
            rows={3}
            mono
          />
          <div>
            <FileTrigger
              acceptedFileTypes={['.pem', '.crt', 'application/x-pem-file']}
              onSelect={(files) => {
                const file = files?.[0];
                if (file !== undefined) void file.text().then((text) => onChange({ ca: text }));
              }}
            >
              <Button small>{t('enrol.operator.caFile')}</Button>
            </FileTrigger>
          </div>
        </>
      )}
    </div>
  );
}
