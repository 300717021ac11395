import { useTranslation } from 'react-i18next';
import type { PlanDoc } from '../../../../main/contract/plan.ts';
import { useAnswer } from '../../../client/engine.tsx';
import { useCommandWords } from '../../../i18n/command-words.ts';
import { formatTime } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Choice, Field } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { useStartWizard, useWizard } from '../../provision/wizard.tsx';
import type { BenchCard } from '../bench-card.tsx';
import { BenchPart } from '../bench-part.tsx';
import { commandLines, type Draft, isCommand } from './draft.ts';
import { TarChoice } from './tar-choice.tsx';
import { useSettled } from './use-settled.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** What the packet carries, and to which application of the card. */
export function ContentPart({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const { card, kind } = draft;
  const kinds = card === 'none' ? (['commands', 'hex'] as const) : (['commands', 'plan', 'hex'] as const);
  return (
    <BenchPart number={3} title={t('bench.ota.content.title')}>
      <Choice
        label={t('bench.ota.content.kind')}
        value={kind}
        onChange={(next) => onChange({ kind: next })}
        options={kinds.map((value) => ({ value, label: t(`bench.ota.content.${value}`) }))}
        inline
      />
      {kind === 'commands' && <Commands draft={draft} onChange={onChange} />}
      {kind === 'hex' && (
        <Field
          label={t('bench.ota.content.bytes')}
          value={draft.bytes}
          onChange={(bytes) => onChange({ bytes })}
          rows={4}
          mono
          help={t('bench.ota.content.bytesHelp')}
        />
      )}
      {kind === 'plan' && card !== undefined && card !== 'none' && (
        <Plans card={card} draft={draft} onChange={onChange} />
      )}
      <TarChoice draft={draft} onChange={onChange} />
      {kind !== 'hex' && (
        <Disclose label={t('bench.ota.format.title', { format: t(`bench.ota.format.${draft.format}`) })}>
          <Choice
            label={t('bench.ota.format.label')}
            value={draft.format}
            onChange={(format) => onChange({ format })}
            options={(['compact', 'expanded-definite', 'expanded-indefinite'] as const).map((value) => ({
              value,
              label: t(`bench.ota.format.${value}`),
              help: t(`bench.ota.format.${value}Help`),
            }))}
          />
        </Disclose>
      )}
    </BenchPart>
  );
}

function Commands({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const lines = commandLines(draft.commands);
  const bad = lines.findIndex((line) => !isCommand(line));
  return (
    <>
      <Field
        label={t('bench.ota.content.commandLines')}
        value={draft.commands}
        onChange={(commands) => onChange({ commands })}
        rows={4}
        mono
        example="00A40004023F00"
        help={t('bench.ota.content.commandsHelp')}
        problem={bad === -1 ? undefined : t('bench.ota.content.badLine', { line: bad + 1 })}
      />
      {bad === -1 && lines.length > 0 && <Names lines={lines} format={draft.format} />}
    </>
  );
}

/** What each line is, as the engine reads it. */
function Names({ lines, format }: { readonly lines: readonly string[]; readonly format: Draft['format'] }) {
  const { t } = useTranslation();
  const say = useCommandWords();
  const commands = useSettled(lines.join('\n'), 250).split('\n');
  const { data, error } = useAnswer('ota.script', { direction: 'encode', commands, format });
  if (error !== null) return <ErrorBlock error={error} live={false} />;
  if (data?.commands === undefined) return null;
  return (
    <ol className="ota-commands" aria-label={t('bench.ota.content.read')}>
      {data.commands.map(({ apdu, what }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same command can stand twice; the order is what tells them apart
        <li key={`${at} ${apdu}`}>
          <span className="quiet small">{at + 1}</span>
          <span>{say(what)}</span>
        </li>
      ))}
    </ol>
  );
}

const isOpen = ({ state, steps }: PlanDoc): boolean =>
  steps.length > 0 && (state === 'ready' || state === 'stopped' || state === 'interrupted');

function Plans({ card, draft, onChange }: Props & { readonly card: BenchCard }) {
  const { t, i18n } = useTranslation();
  const start = useStartWizard();
  const made = useWizard(({ context }) => context.plan);
  const { data = [], error } = useAnswer('plan.open', {});
  const plans = [...(made === undefined ? [] : [made]), ...data.filter(({ id }) => id !== made?.id)].filter(
    (plan) => plan.iccid === card.iccid && isOpen(plan),
  );
  if (error !== null) return <ErrorBlock error={error} />;
  if (plans.length === 0)
    return (
      <Notice
        state="note"
        title={t('bench.ota.plan.none')}
        action={
          <Button small onPress={() => start({ task: 'provision', reader: card.reader, iccid: card.iccid })}>
            {t('bench.ota.plan.make')}
          </Button>
        }
      >
        <p>{t('bench.ota.plan.noneLead')}</p>
      </Notice>
    );
  return (
    <Choice
      label={t('bench.ota.plan.label')}
      value={draft.plan}
      onChange={(plan) => onChange({ plan })}
      options={plans.map((plan) => ({
        value: plan.id,
        label: t(`bench.ota.plan.${plan.kind}`, { count: plan.steps.length }),
        help: `${plan.profile.id} · ${formatTime(plan.createdAt, i18n.language)}`,
      }))}
    />
  );
}
