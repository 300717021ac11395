import { useTranslation } from 'react-i18next';
import type { ReaderListDoc } from '../../../main/contract/reader.ts';
import { Disclose } from '../../ui/disclose.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { SimulatorChoice } from './simulator-choice.tsx';
import './no-reader.css';

/** The first thing a newcomer sees: what to plug in, why it may not show, and a way to try without. */
export function NoReader({ list }: { readonly list: ReaderListDoc }) {
  const { t } = useTranslation();
  const { service, problem } = list;
  return (
    <div className="no-reader">
      {service === 'disabled' ? (
        <Empty title={t('cards.service.disabled')}>
          <p>{t('cards.service.disabledLead')}</p>
        </Empty>
      ) : service === 'running' ? (
        <Empty title={t('cards.noReader.title')}>
          <p>{t('cards.noReader.lead')}</p>
          <ol className="no-reader-steps">
            <li>{t('cards.noReader.step1')}</li>
            <li>{t('cards.noReader.step2')}</li>
            <li>{t('cards.noReader.step3')}</li>
          </ol>
          <p className="eyebrow">{t('cards.diagnosis.ask')}</p>
          <Disclose label={t('cards.diagnosis.open')}>
            <Diagnosis />
          </Disclose>
        </Empty>
      ) : (
        <div className="panel stack">
          <h2>{t(`cards.service.${service}`)}</h2>
          {problem === undefined ? (
            <p>{t('cards.service.lead')}</p>
          ) : (
            <ErrorBlock error={undefined} doc={problem} />
          )}
          <Diagnosis />
        </div>
      )}
      <SimulatorChoice />
    </div>
  );
}
