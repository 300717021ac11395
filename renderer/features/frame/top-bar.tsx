import { useTranslation } from 'react-i18next';
import { useAnswer, useConnection } from '../../client/engine.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { hashOf } from './place.ts';
import './top-bar.css';

interface Props {
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

/** Who works here, whether everything is stored, and whether a reader is not real. */
export function TopBar({ onPalette, onHelp }: Props) {
  const { t } = useTranslation();
  const { data: station } = useAnswer('station.get', {});
  const readers = useAnswer('readers.list', {});
  const simulated = readers.data?.readers.some((reader) => reader.simulated) ?? false;
  return (
    <header className="top">
      {station !== undefined && (
        <a className="top-who" href={hashOf({ page: 'settings', tab: 'station' })}>
          <span className="top-station">{station.station || t('frame.noStation')}</span>
          <span className={station.operator === '' ? 'top-missing' : 'quiet'}>
            {station.operator || t('frame.noOperator')}
          </span>
        </a>
      )}
      <span className="top-gap" />
      {simulated && (
        <span className="top-simulator" title={t('frame.simulatedHelp')}>
          {t('frame.simulated')}
        </span>
      )}
      <SyncState outbox={station?.outbox ?? 0} />
      <Button look="secondary" small onPress={onPalette}>
        <Icon name="command" />
        {t('frame.search')}
        <kbd className="key">Ctrl K</kbd>
      </Button>
      <Button look="quiet" small onPress={onHelp} aria-label={t('frame.keys')}>
        ?
      </Button>
    </header>
  );
}

function SyncState({ outbox }: { readonly outbox: number }) {
  const { t } = useTranslation();
  if (useConnection() !== 'online') return null;
  return (
    <span className="small quiet nowrap">
      {outbox === 0 ? t('frame.outboxEmpty') : t('frame.outbox', { count: outbox })}
    </span>
  );
}
