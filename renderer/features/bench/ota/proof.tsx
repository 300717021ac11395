import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SentPacketDoc } from '../../../../main/contract/ota.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';
import { announce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { OutcomeTitle } from '../../../ui/outcome-title.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { BenchCardLine } from '../bench-card.tsx';
import { StageHead } from '../stage-head.tsx';
import { CommandTable } from './command-table.tsx';
import type { Draft } from './draft.ts';
import { FieldView } from './field-view.tsx';
import { useOtaStore } from './ota-store.ts';
import { type Verdict, verdictOf, verdictSigns } from './proof-verdict.ts';
import { StatusPanel } from './status-panel.tsx';

/** What the card said of the packets: status in words, what to do, each command. */
export function Proof({ sent, draft }: { readonly sent: readonly SentPacketDoc[]; readonly draft: Draft }) {
  const { t } = useTranslation();
  const set = useOtaStore((store) => store.set);
  const verdict = worst(sent);
  const title = t(`bench.ota.proof.verdict.${verdict}`);
  useEffect(() => announce(title, verdict === 'executed' ? 'polite' : 'urgent'), [title, verdict]);
  const { card } = draft;
  return (
    <>
      <StageHead
        takesFocus
        title={<OutcomeTitle state={verdictSigns[verdict]}>{title}</OutcomeTitle>}
        lead={t(`bench.ota.proof.lead.${verdict}`)}
        aside={card !== undefined && card !== 'none' && <BenchCardLine card={card} />}
      />
      {sent.map((one, at) => (
        <SentPacket key={one.packet.hex} sent={one} number={at + 1} count={sent.length} />
      ))}
      <PageActions
        primary={
          <Button look="primary" onPress={() => set({ sent: undefined, encoded: undefined })}>
            {t('bench.ota.proof.next')}
          </Button>
        }
      />
    </>
  );
}

const order: readonly Verdict[] = [
  'failed',
  'forged',
  'refused',
  'command-refused',
  'no-proof',
  'not-told',
  'pending',
  'warned',
  'executed',
];

/** The verdict of several packets is that of the worst; without any nothing is known. */
function worst(sent: readonly SentPacketDoc[]): Verdict {
  const verdicts = new Set(sent.map(verdictOf));
  return order.find((verdict) => verdicts.has(verdict)) ?? 'no-proof';
}

function SentPacket({
  sent,
  number,
  count,
}: {
  readonly sent: SentPacketDoc;
  readonly number: number;
  readonly count: number;
}) {
  const { t } = useTranslation();
  const say = useEngineWords();
  const { packet, proof, error, counter, envelopes } = sent;
  const status = proof?.status;
  const facts = [
    ...(status === undefined
      ? []
      : [t('bench.ota.proof.statusIs', { name: say(status.name), code: status.code.toUpperCase() })]),
    t('bench.ota.proof.envelopes', { count: envelopes }),
    ...(counter === undefined ? [] : [t('bench.ota.proof.counter', { counter })]),
  ];
  return (
    <section className="stack" aria-label={t('bench.ota.packet.number', { number, count })}>
      {count > 1 && <h3>{t('bench.ota.packet.number', { number, count })}</h3>}
      {status !== undefined && status.outcome !== 'done' && error === undefined && (
        <StatusPanel status={status} />
      )}
      {error !== undefined && <ErrorBlock error={undefined} doc={error} live={false} />}
      <CommandTable sent={sent} />
      <p className="quiet small">{facts.join(' · ')}</p>
      {proof !== undefined && (
        <Disclose label={t('bench.ota.proof.opened')}>
          <FieldView hex={proof.hex} fields={proof.fields} label={t('bench.ota.proof.fields')} />
        </Disclose>
      )}
      <Disclose label={t('bench.ota.proof.sent')}>
        <FieldView hex={packet.hex} fields={packet.fields} label={t('bench.ota.packet.fields')} />
      </Disclose>
    </section>
  );
}
