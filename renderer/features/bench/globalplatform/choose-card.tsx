import { useTranslation } from 'react-i18next';
import { useCall } from '../../../client/use-call.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { groupDigits } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Field } from '../../../ui/fields.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { CardPicker } from '../../cards/card-picker.tsx';
import type { BenchCard } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import { domainOf, type GpWork, isDomain } from './gp-types.ts';

interface Props {
  readonly card: BenchCard | undefined;
  readonly domain: string;
  readonly onCard: (card: BenchCard) => void;
  readonly step: (change: Partial<GpWork>) => void;
  /** The user has come back from a card. */
  readonly isBack: boolean;
}

/** Which card; then it is asked for what it tells without keys. */
export function ChooseCard({ card, domain, onCard, step, isBack }: Props) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const look = useCall('gp.info');
  const { present } = useCardIn(card?.reader, card?.iccid);
  return (
    <>
      <StageHead takesFocus={isBack} title={t('bench.gp.card.title')} lead={t('bench.gp.card.lead')} />
      {card !== undefined && <CardLost {...card} />}
      <CardPicker
        chosen={card ?? {}}
        onChoose={(reader, iccid) => {
          look.reset();
          onCard({ reader, iccid });
        }}
      />
      <Disclose label={t('bench.gp.card.otherDomain')} open={domain !== ''}>
        <Field
          label={t('bench.gp.card.domain')}
          value={domain}
          onChange={(next) => {
            look.reset();
            step({ domain: next });
          }}
          mono
          example="A0000001515350"
          help={t('bench.gp.card.domainHelp')}
          problem={isDomain(domain) ? undefined : t('bench.gp.card.domainWrong')}
        />
      </Disclose>
      {look.isPending && (
        <Seen>
          <div className="panel">
            <Progress
              label={look.progress === undefined ? t('bench.gp.card.looking') : say(look.progress.what)}
              done={look.progress?.done ?? 0}
              total={look.progress?.total}
            />
          </div>
        </Seen>
      )}
      {look.error !== null && (
        <Seen>
          <ErrorBlock error={look.error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <p className="bench-missing">
            {card === undefined ? t('bench.gp.card.missing') : t('bench.gp.card.harmless')}
          </p>
        }
        primary={
          <Button
            look="primary"
            isDisabled={!present || !isDomain(domain)}
            isPending={look.isPending}
            onPress={() =>
              card !== undefined &&
              look.mutate(
                { reader: card.reader, ...domainOf(domain) },
                { onSuccess: (info) => step({ info }) },
              )
            }
          >
            {card === undefined
              ? t('bench.gp.card.look')
              : t('bench.gp.card.lookAt', { iccid: groupDigits(card.iccid) })}
          </Button>
        }
      />
    </>
  );
}
