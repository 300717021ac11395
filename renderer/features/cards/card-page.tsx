import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InventoryDoc } from '../../../main/contract/card.ts';
import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { useAnswer } from '../../client/engine.tsx';
import { useCall } from '../../client/use-call.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBlock } from '../../ui/error-block.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { hasSubscriber, useStartEnrol } from '../enrol/start-enrol.ts';
import { BackLink } from '../frame/back-link.tsx';
import { go } from '../frame/place.ts';
import { useStartWizard } from '../provision/wizard.tsx';
import { CardStrip } from './card-strip.tsx';
import { CardSummary } from './card-summary.tsx';
import { FilePanes } from './file-panes.tsx';
import { OpenPlans } from './open-plans.tsx';
import { useLastReport } from './use-last-report.ts';
import { worstFirst } from './worst-first.ts';

/** One card: what is on it, how it is, and what can be done with it. */
export function CardPage({ reader: id }: { readonly reader: string }) {
  const { t } = useTranslation();
  const readers = useAnswer('readers.list', {});
  if (readers.isPending) return <Skeleton lines={6} />;
  const reader = readers.data?.readers.find((one) => one.id === id);
  const back = <BackLink onPress={() => go({ page: 'cards' })}>{t('card.back')}</BackLink>;
  if (reader === undefined)
    return (
      <Page title={t('card.gone.title')} back={back} lead={t('card.gone.lead')}>
        {readers.error !== null && <ErrorBlock error={readers.error} />}
      </Page>
    );
  return <ReaderCard key={reader.id} reader={reader} />;
}

function ReaderCard({ reader }: { readonly reader: ReaderDoc }) {
  const { t } = useTranslation();
  const { inventory, isStale, error } = useLastReport(reader);
  const report = useCall('card.report', ['readers.list']);
  const queries = useQueryClient();
  const say = useEngineWords();
  const start = useStartWizard();
  const startEnrol = useStartEnrol();
  const iccid = reader.card?.iccid;
  const hasCard = reader.state === 'card';
  const read = (scope: 'onem2m' | 'all') =>
    report.mutate(
      { reader: reader.id, scope },
      {
        onSuccess: (data) => queries.setQueryData(['card.last', { reader: reader.id }], data),
      },
    );
  const begin = (task: 'provision' | 'verify' | 'wipe') => start({ task, reader: reader.id, iccid });
  const reading = report.isPending;
  const readOneM2m = (look: 'primary' | 'secondary') => (
    <Button look={look} isDisabled={!hasCard || reading || reader.busy} onPress={() => read('onem2m')}>
      {t('card.readOneM2m')}
    </Button>
  );
  return (
    <Page
      fill={inventory !== undefined}
      head={
        <CardStrip
          reader={reader}
          hero
          back={<BackLink onPress={() => go({ page: 'cards' })}>{t('card.back')}</BackLink>}
        />
      }
      primary={
        hasCard &&
        (inventory === undefined ? (
          readOneM2m('primary')
        ) : (
          <Button
            look="primary"
            isDisabled={reading || iccid === undefined}
            onPress={() => begin('provision')}
          >
            {t('card.provision')}
          </Button>
        ))
      }
      secondary={
        hasCard && (
          <>
            {inventory !== undefined && readOneM2m('secondary')}
            <Button isDisabled={reading || reader.busy} onPress={() => read('all')}>
              {t('card.readAll')}
            </Button>
            {iccid !== undefined && hasSubscriber(reader) && (
              <Button look="quiet" isDisabled={reading} onPress={() => startEnrol(reader, iccid)}>
                {t('card.enrol')}
              </Button>
            )}
            {inventory !== undefined && iccid !== undefined && (
              <>
                <Button look="quiet" onPress={() => begin('verify')}>
                  {t('card.verify')}
                </Button>
                <Button look="quiet" onPress={() => begin('wipe')}>
                  {t('card.wipe')}
                </Button>
              </>
            )}
          </>
        )
      }
    >
      {iccid !== undefined && <OpenPlans iccid={iccid} />}
      {reading && (
        <div className="panel stack-tight">
          <Progress
            label={report.progress === undefined ? t('card.reading') : say(report.progress.what)}
            done={report.progress?.done ?? 0}
            total={report.progress?.total}
          />
          <div>
            <Button small onPress={() => void report.cancel()}>
              {t('card.cancelReading')}
            </Button>
          </div>
        </div>
      )}
      {report.error !== null && <ErrorBlock error={report.error} />}
      {error !== null && <ErrorBlock error={error} />}
      {hasCard && inventory === undefined && !reading && (
        <Empty title={isStale ? t('card.notRead.stale') : t('card.notRead.title')}>
          {isStale && <p>{t('card.notRead.staleLead')}</p>}
          <p>{t('card.notRead.lead')}</p>
          <p>{t('card.notRead.oneM2m')}</p>
          <p>{t('card.notRead.all')}</p>
        </Empty>
      )}
      {inventory !== undefined && <Inventory inventory={inventory} />}
    </Page>
  );
}

/** The file to begin with: the first that was complained about, else the first oneM2M file, else the first. */
function firstFile({ files, health }: InventoryDoc): string | undefined {
  const complained = worstFirst(health.findings).find(({ path }) =>
    files.some((file) => file.path === path && file.kind === 'ef'),
  );
  return (
    complained?.path ??
    (files.find(({ name }) => name.startsWith('EF_1M2M')) ?? files.find(({ kind }) => kind === 'ef'))?.path
  );
}

function Inventory({ inventory }: { readonly inventory: InventoryDoc }) {
  const [selected, setSelected] = useState(() => firstFile(inventory));
  return (
    <>
      <CardSummary inventory={inventory} onOpen={setSelected} />
      <FilePanes inventory={inventory} selected={selected} onSelect={setSelected} />
    </>
  );
}
