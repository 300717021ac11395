import { useTranslation } from 'react-i18next';
import type { GpItemDoc } from '../../../../main/contract/globalplatform.ts';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { type BenchCard, BenchCardLine } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import { ContentsTable } from './contents-table.tsx';
import { type ChangeForm, domainOf, emptyChange, type GpWork, type KeyForm, keysOf } from './gp-types.ts';

interface Props {
  readonly card: BenchCard;
  readonly domain: string;
  readonly items: readonly GpItemDoc[];
  readonly step: (change: Partial<GpWork>) => void;
  readonly keys: KeyForm;
}

/** Everything that is on the card besides files, as its security domain tells. */
export function CardContents({ card, domain, items, step, keys }: Props) {
  const { t } = useTranslation();
  const list = useCall('gp.list');
  const { present } = useCardIn(card.reader, card.iccid);
  const count = (...kinds: readonly GpItemDoc['kind'][]) =>
    items.filter(({ kind }) => kinds.includes(kind)).length;
  const begin = (change: Partial<ChangeForm>) => step({ form: { ...emptyChange, ...change } });
  return (
    <>
      <StageHead
        takesFocus
        title={t('bench.gp.contents.title')}
        lead={[
          t('bench.gp.contents.domains', { count: count('domain', 'issuer-domain') }),
          t('bench.gp.contents.applications', { count: count('application') }),
          t('bench.gp.contents.packages', { count: count('package') }),
        ].join(' · ')}
        aside={<BenchCardLine card={card} />}
      />
      <CardLost {...card} />
      {list.error !== null && (
        <Seen>
          <ErrorBlock error={list.error} />
        </Seen>
      )}
      <ContentsTable
        items={items}
        onChange={begin}
        onEnter={(aid) => step({ domain: aid, info: undefined, items: undefined })}
      />
      <PageActions
        secondary={
          <>
            <Button onPress={() => step({ items: undefined })}>{t('common.back')}</Button>
            <Button
              isPending={list.isPending}
              isDisabled={!present}
              onPress={() =>
                list.mutate(
                  { reader: card.reader, ...domainOf(domain), keys: keysOf(keys) },
                  { onSuccess: (fresh) => step({ items: fresh }) },
                )
              }
            >
              {t('bench.gp.contents.again')}
            </Button>
          </>
        }
        primary={
          <Button look="primary" isDisabled={!present} onPress={() => begin({})}>
            {t('bench.gp.contents.change')}
          </Button>
        }
      />
    </>
  );
}
