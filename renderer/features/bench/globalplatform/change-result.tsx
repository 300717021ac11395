import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { GpPlanDoc, GpResultDoc } from '../../../../main/contract/globalplatform.ts';
import { useCall } from '../../../client/use-call.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { announce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { OutcomeTitle } from '../../../ui/outcome-title.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Sign, type SignState } from '../../../ui/sign.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { type BenchCard, BenchCardLine } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import { domainOf, type GpWork, type KeyForm, keysOf, missingKey } from './gp-types.ts';
import '../../../ui/table.css';

const signs = {
  verified: 'good',
  mismatch: 'fault',
  stopped: 'fault',
  unknown: 'unknown',
} as const satisfies Record<GpResultDoc['result'], SignState>;

interface Props {
  readonly card: BenchCard;
  readonly domain: string;
  readonly result: GpResultDoc;
  readonly plan: GpPlanDoc | undefined;
  readonly step: (change: Partial<GpWork>) => void;
  readonly keys: KeyForm;
}

/** What the card says now, and what to do where that is not what was wanted. */
export function ChangeResult({ card, domain, result, plan, step, keys }: Props) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const list = useCall('gp.list');
  const look = useCall('gp.info');
  const { present } = useCardIn(card.reader, card.iccid);
  const title = t(`bench.gp.result.${result.result}`);
  useEffect(
    () => announce(title, result.result === 'verified' ? 'polite' : 'urgent'),
    [title, result.result],
  );
  const over = { form: undefined, plan: undefined, result: undefined } as const;
  // New keys may have taken the place of those in use: then the way leads over the key sets.
  const keysChanged = plan?.kind === 'put-key';
  const goOn = () => {
    // Keys that were typed may be gone: then they are asked for again.
    if (missingKey(keys) !== undefined) return step({ ...over, items: undefined });
    return keysChanged
      ? look.mutate(
          { reader: card.reader, ...domainOf(domain) },
          { onSuccess: (info) => step({ ...over, info, items: undefined }) },
        )
      : list.mutate(
          { reader: card.reader, ...domainOf(domain), keys: keysOf(keys) },
          { onSuccess: (items) => step({ ...over, items }) },
        );
  };
  const error = list.error ?? look.error;
  return (
    <>
      <StageHead
        takesFocus
        title={<OutcomeTitle state={signs[result.result]}>{title}</OutcomeTitle>}
        lead={t(`bench.gp.result.${result.result}Lead`)}
        aside={<BenchCardLine card={card} />}
      />
      <CardLost {...card} />
      {plan !== undefined && <p>{say(plan.title)}</p>}
      {result.error !== undefined && <ErrorBlock error={undefined} doc={result.error} live={false} />}
      {result.changes.length > 0 && (
        <div className="panel gp-table">
          <table className="table">
            <caption className="visually-hidden">{t('bench.gp.result.table')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('bench.gp.review.what')}</th>
                <th scope="col">{t('bench.gp.result.now')}</th>
                <th scope="col">{t('bench.gp.result.compared')}</th>
              </tr>
            </thead>
            <tbody>
              {result.changes.map(({ what, now, match }) => (
                <tr key={what}>
                  <th scope="row">{say(what)}</th>
                  <td>{say(now)}</td>
                  <td>
                    <Sign state={match ? 'good' : 'fault'}>
                      {match ? t('bench.gp.result.match') : t('bench.gp.result.differs')}
                    </Sign>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {error !== null && (
        <Seen>
          <ErrorBlock error={error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <Button onPress={() => step({ ...over, items: undefined })}>{t('bench.gp.result.keys')}</Button>
        }
        primary={
          <Button
            look="primary"
            isDisabled={!present}
            isPending={list.isPending || look.isPending}
            onPress={goOn}
          >
            {keysChanged ? t('bench.gp.result.lookKeys') : t('bench.gp.result.look')}
          </Button>
        }
      />
    </>
  );
}
