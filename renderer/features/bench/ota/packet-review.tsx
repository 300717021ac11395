import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EncodedPacketDoc } from '../../../../main/contract/ota.ts';
import { useCall } from '../../../client/use-call.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { groupDigits } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { CardLost, useCardIn } from '../../cards/card-lost.tsx';
import { type BenchCard, BenchCardLine } from '../bench-card.tsx';
import { Seen } from '../seen.tsx';
import { StageHead } from '../stage-head.tsx';
import { composeOf, type Draft, missingOf, type TypedKeys } from './draft.ts';
import { FieldView } from './field-view.tsx';
import { Obstacle } from './obstacle.tsx';
import { useOtaStore } from './ota-store.ts';
import { MessagesOf, ScriptOf } from './packet-content.tsx';
import { PacketTurner } from './packet-turner.tsx';
import { SendDialog } from './send-dialog.tsx';

interface Props {
  readonly encoded: readonly EncodedPacketDoc[];
  readonly draft: Draft;
  readonly typed: TypedKeys;
}

/** What was composed, field by field. Nothing has left yet. */
export function PacketReview({ encoded, draft, typed }: Props) {
  const { t } = useTranslation();
  const set = useOtaStore((store) => store.set);
  const [at, setAt] = useState(0);
  const one = encoded[at];
  const { card } = draft;
  const count = encoded.reduce((sum, { messages }) => sum + messages.length, 0);
  const bytes = encoded.reduce((sum, { packet }) => sum + packet.hex.length / 2, 0);
  const back = <Button onPress={() => set({ encoded: undefined })}>{t('bench.ota.packet.back')}</Button>;
  return (
    <>
      <StageHead
        takesFocus
        title={t('bench.ota.packet.title', {
          bytes: t('common.bytes', { count: bytes }),
          messages: t('bench.ota.packet.count', { count }),
        })}
        lead={t('bench.ota.packet.lead')}
        aside={card !== undefined && card !== 'none' && <BenchCardLine card={card} />}
      />
      {card !== undefined && card !== 'none' && <CardLost {...card} />}
      <PacketTurner count={encoded.length} at={at} onTurn={setAt} />
      {one !== undefined && (
        <>
          {one.packet.obstacle !== undefined && <Obstacle doc={one.packet.obstacle} />}
          <FieldView
            key={one.packet.hex}
            hex={one.packet.hex}
            fields={one.packet.fields}
            label={t('bench.ota.packet.fields')}
          />
          <ScriptOf packet={one.packet} />
          <MessagesOf messages={one.messages} />
        </>
      )}
      {card === undefined || card === 'none' ? (
        <>
          <Notice state="note" title={t('bench.ota.packet.noCard')}>
            <p>{t('bench.ota.packet.noCardLead')}</p>
          </Notice>
          <PageActions secondary={back} primary={false} />
        </>
      ) : (
        <Send card={card} draft={draft} typed={typed} encoded={encoded} back={back} />
      )}
    </>
  );
}

interface SendProps extends Props {
  readonly card: BenchCard;
  readonly back: React.ReactNode;
}

/** The one thing that changes the card, after one more question. */
function Send({ card, draft, typed, encoded, back }: SendProps) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const [asking, setAsking] = useState(false);
  const send = useCall('ota.send', ['keys.list', 'plan.open']);
  const { reader, present } = useCardIn(card.reader, card.iccid);
  const missing = missingOf(draft, typed);
  const go = async () => {
    setAsking(false);
    const { packets } = await send.mutateAsync({ ...card, compose: composeOf(draft, typed) });
    // Not a matter of this component alone: the answer is kept also when the user looks at another screen meanwhile.
    useOtaStore.getState().set({ sent: packets });
  };
  return (
    <>
      {missing !== undefined && (
        <Notice state="attention" title={t('bench.ota.packet.keysGone')}>
          <p>{t('bench.ota.packet.keysGoneLead')}</p>
        </Notice>
      )}
      {send.isPending && (
        <Seen>
          <div className="panel stack-tight">
            <Progress
              label={send.progress === undefined ? t('bench.ota.send.sending') : say(send.progress.what)}
              done={send.progress?.done ?? 0}
              total={send.progress?.total}
            />
            <div className="row">
              <Button small onPress={() => void send.cancel()}>
                {t('bench.ota.send.cancel')}
              </Button>
              <span className="quiet small">{t('bench.ota.send.cancelMeans')}</span>
            </div>
          </div>
        </Seen>
      )}
      {send.error !== null && (
        <Seen>
          <ErrorBlock error={send.error} />
        </Seen>
      )}
      <PageActions
        secondary={back}
        primary={
          <Button
            look="primary"
            isDisabled={!present || missing !== undefined}
            isPending={send.isPending}
            onPress={() => setAsking(true)}
          >
            {t('bench.ota.send.button', { iccid: groupDigits(card.iccid) })}
          </Button>
        }
      />
      <SendDialog
        isOpen={asking}
        onClose={() => setAsking(false)}
        // The error block says what went wrong.
        onSend={() => void go().catch(() => undefined)}
        card={card}
        simulated={reader?.simulated === true}
        encoded={encoded}
        stored={draft.keys === 'stored'}
      />
    </>
  );
}
