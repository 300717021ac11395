import { useTranslation } from 'react-i18next';
import type { StationDoc } from '../../../main/contract/station.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Disclose } from '../../ui/disclose.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { SignState } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ForgetKey } from './forget-key.tsx';
import { Passphrase } from './passphrase.tsx';
import { Section } from './section.tsx';
import { StoreKey } from './store-key.tsx';

const signs = {
  open: 'good',
  locked: 'unknown',
  'not-set': 'unknown',
  refused: 'attention',
} as const satisfies Record<StationDoc['vault'], SignState>;

/** The vault: set up, open, lock. */
export function VaultSection() {
  const { t } = useTranslation();
  const { data, error } = useAnswer('station.get', {});
  const lock = useCall('vault.lock', ['station.get']);
  return (
    <Section title={t('settings.vault.title')} lead={t('settings.vault.lead')}>
      {error !== null && <ErrorBlock error={error} />}
      {data === undefined && error === null && <Skeleton />}
      {data !== undefined && (
        <>
          <Notice state={signs[data.vault]} title={t(`settings.vault.state.${data.vault}`)}>
            <p>{t(`settings.vault.${data.vault}Lead`)}</p>
          </Notice>
          {data.vault === 'open' && (
            <>
              <div>
                <Button isPending={lock.isPending} onPress={() => lock.mutate({})}>
                  {t('settings.vault.lock')}
                </Button>
              </div>
              <StoreKey />
              <Disclose label={t('settings.vault.forget')}>
                <ForgetKey />
              </Disclose>
            </>
          )}
          {(data.vault === 'locked' || data.vault === 'not-set') && (
            <Passphrase key={data.vault} isNew={data.vault === 'not-set'} />
          )}
          {lock.error !== null && <ErrorBlock error={lock.error} />}
        </>
      )}
    </Section>
  );
}
