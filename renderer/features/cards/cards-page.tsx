import { useState } from 'react';
import { Group } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { go } from '../frame/place.ts';
import { useStartWizard } from '../provision/wizard.tsx';
import { CardStrip } from './card-strip.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { NoReader } from './no-reader.tsx';
import { OpenPlans } from './open-plans.tsx';
import { useSimulatorChoice } from './simulator-choice.tsx';
import { useSteadyList } from './steady-list.ts';
import './cards-page.css';

/** Every reader and the card in it, live. */
export function CardsPage() {
  const { t } = useTranslation();
  const readers = useAnswer('readers.list', {});
  const station = useAnswer('station.get', {});
  const start = useStartWizard();
  const [adding, setAdding] = useState(false);
  const { items, hold } = useSteadyList(readers.data?.readers ?? []);
  const hasReaders = items.length > 0;
  const isEmpty = readers.data !== undefined && !hasReaders;
  const simulator = useSimulatorChoice('primary');
  return (
    <Page
      title={t('cards.title')}
      lead={hasReaders ? t('cards.lead') : undefined}
      secondary={
        hasReaders &&
        station.data?.simulator === true && (
          <Button onPress={() => setAdding(true)}>{t('cards.addSimulator')}</Button>
        )
      }
      primary={
        hasReaders ? (
          <Button look="primary" onPress={() => start({ task: 'provision' })}>
            {t('cards.provision')}
          </Button>
        ) : (
          isEmpty && simulator.add
        )
      }
    >
      <OpenPlans />
      {readers.isPending && <Skeleton lines={6} />}
      {readers.error !== null && <ErrorBlock error={readers.error} />}
      {isEmpty && <NoReader list={readers.data} simulator={simulator.choice} />}
      {readers.data !== undefined && hasReaders && readers.data.service !== 'running' && (
        <Notice state="attention" title={t(`cards.service.${readers.data.service}`)}>
          <Disclose label={t('cards.diagnosis.open')}>
            <Diagnosis />
          </Disclose>
        </Notice>
      )}
      {hasReaders && (
        <Group aria-label={t('cards.title')} onHoverChange={hold}>
          <ul className="strips">
            {items.map(({ reader, gone }) => (
              <li key={reader.id}>
                <CardStrip
                  reader={reader}
                  gone={gone}
                  action={
                    reader.state === 'card' &&
                    !gone && (
                      <Button
                        onPress={() => go({ page: 'card', reader: reader.id })}
                        aria-label={`${t('cards.open')}: ${reader.card?.iccid ?? reader.name}`}
                      >
                        {t('cards.open')}
                      </Button>
                    )
                  }
                />
              </li>
            ))}
          </ul>
        </Group>
      )}
      {hasReaders && readers.data?.service === 'running' && (
        <Disclose label={t('cards.diagnosis.ask')}>
          <div className="panel">
            <Diagnosis />
          </div>
        </Disclose>
      )}
      <AddSimulator isOpen={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function AddSimulator({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { choice, add } = useSimulatorChoice('primary', onClose);
  return (
    <Dialog title={t('cards.simulator.title')} isOpen={isOpen} onClose={onClose} actions={add}>
      <div className="stack">
        <p className="quiet">{t('cards.simulator.lead')}</p>
        {choice}
      </div>
    </Dialog>
  );
}
