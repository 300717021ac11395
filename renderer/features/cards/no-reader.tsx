import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReaderListDoc } from '../../../main/contract/reader.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { Disclose } from '../../ui/disclose.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { SimulatorPanel } from './simulator-choice.tsx';
import './no-reader.css';

/** The first thing a newcomer sees: what to plug in, why it may not show, and a way to try without. */
export function NoReader({
  list,
  simulator,
}: {
  readonly list: ReaderListDoc;
  /** The choice of a software card, where this engine has any. */
  readonly simulator: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const { service, problem } = list;
  const words = problem === undefined ? undefined : translateError(problem, i18n.language);
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
          <p>{words?.meaning ?? t('cards.service.lead')}</p>
          {words !== undefined && (
            <p>
              <strong>{words.hint}</strong>
            </p>
          )}
          <Diagnosis />
        </div>
      )}
      {simulator !== null && <SimulatorPanel>{simulator}</SimulatorPanel>}
    </div>
  );
}
