import { useTranslation } from 'react-i18next';
import type { GpInfoDoc } from '../../../../main/contract/globalplatform.ts';
import { useCall } from '../../../client/use-call.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { type BenchCard, BenchCardLine } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import { DomainFacts } from './domain-facts.tsx';
import { DomainKeys } from './domain-keys.tsx';
import { domainOf, type GpWork, type KeyForm, keysOf, missingKey, noWork } from './gp-types.ts';
import { KeySetsOnCard } from './key-sets-on-card.tsx';

interface Props {
  readonly card: BenchCard;
  readonly domain: string;
  readonly info: GpInfoDoc;
  readonly step: (change: Partial<GpWork>) => void;
  readonly keys: KeyForm;
  readonly onKeys: (keys: KeyForm) => void;
}

/** What the security domain says without keys, and with which keys to open it. */
export function DomainInfo({ card, domain, info, step, keys, onKeys }: Props) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const list = useCall('gp.list');
  const { present } = useCardIn(card.reader, card.iccid);
  const missing = missingKey(keys);
  const open = () =>
    list.mutate(
      { reader: card.reader, ...domainOf(domain), keys: keysOf(keys) },
      { onSuccess: (items) => step({ items }) },
    );
  return (
    <>
      <StageHead
        takesFocus
        title={t('bench.gp.info.title')}
        lead={t('bench.gp.info.lead')}
        aside={<BenchCardLine card={card} />}
      />
      <CardLost {...card} />
      {info.unresolved !== undefined && (
        <Notice state="unknown" title={t('bench.gp.info.unresolved')}>
          <p>{say(info.unresolved)}</p>
          <p>{t('bench.gp.info.unresolvedLead')}</p>
        </Notice>
      )}
      {(info.unreadable ?? []).map((doc) => (
        <ErrorBlock key={`${doc.code} ${doc.what}`} error={undefined} doc={doc} live={false} />
      ))}
      <div className="bench-columns">
        <div className="bench-column">
          <KeySetsOnCard info={info} />
          <DomainFacts info={info} />
        </div>
        <DomainKeys
          card={card}
          info={info}
          keys={keys}
          onKeys={(next) => {
            list.reset();
            onKeys(next);
          }}
        />
      </div>
      {list.isPending && (
        <Seen>
          <div className="panel">
            <Progress
              label={list.progress === undefined ? t('bench.gp.info.opening') : say(list.progress.what)}
              done={list.progress?.done ?? 0}
              total={list.progress?.total}
            />
          </div>
        </Seen>
      )}
      {list.error !== null && (
        <Seen>
          <ErrorBlock error={list.error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <>
            <Button onPress={() => step(noWork)}>{t('bench.gp.info.otherCard')}</Button>
            <p className="bench-missing" aria-live="polite">
              {missing === undefined ? t('bench.gp.info.harmless') : t(`bench.gp.missing.${missing}`)}
            </p>
          </>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined || !present}
            isPending={list.isPending}
            onPress={open}
          >
            {keys.source === 'stored' && keys.set !== undefined
              ? t('bench.gp.info.openWith', { name: keys.set.name })
              : t('bench.gp.info.open')}
          </Button>
        }
      />
    </>
  );
}
