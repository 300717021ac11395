import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AkaLocalKeyDoc } from '../../../../main/contract/aka.ts';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Choice, Field } from '../../../ui/fields.tsx';
import { OutcomeTitle } from '../../../ui/outcome-title.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { BenchPart } from '../bench-part.tsx';
import { bareHex, isHexOf, SecretField } from '../secret-field.tsx';
import { AkaCardPart } from './aka-card-part.tsx';
import { HexField } from './hex-field.tsx';
import { useAkaCard } from './use-aka-card.ts';
import { useInSight } from './use-in-sight.ts';

/** Times a key can be used at most: three bytes, 3GPP TS 31.102 7.1.1. */
const mostUses = 0xff_ffff;

const isUses = (text: string): boolean =>
  /^\d{1,8}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= mostUses;

/** Whether a card has the key between it and a terminal, or lets it derive one. */
export function LocalKey() {
  const { t } = useTranslation();
  const [naf, setNaf] = useState('');
  const [ua, setUa] = useState('');
  const [terminal, setTerminal] = useState('');
  const [terminalApplication, setTerminalApplication] = useState('');
  const [what, setWhat] = useState<'ask' | 'derive'>('ask');
  const [ksLocal, setKsLocal] = useState('');
  const [randX, setRandX] = useState('');
  const [uses, setUses] = useState('');
  const run = useCall('aka.localKey');
  const card = useAkaCard(run.error);
  const derives = what === 'derive';
  const isNamed = [naf, terminal, terminalApplication].every((text) => text.trim() !== '');
  const missing =
    card.missing ??
    (isNamed && (ua.trim() === '' || isHexOf(ua, [5]))
      ? !derives || (isHexOf(ksLocal, [32]) && isHexOf(randX, [16]) && (uses.trim() === '' || isUses(uses)))
        ? undefined
        : 'key'
      : 'names');
  const send = () => {
    if (missing !== undefined) return;
    run.mutate({
      ...card.input,
      naf: naf.trim(),
      terminal: terminal.trim(),
      terminalApplication: terminalApplication.trim(),
      ...(ua.trim() !== '' && { uaProtocol: bareHex(ua) }),
      ...(derives && {
        derive: {
          ksLocal: bareHex(ksLocal),
          randX: bareHex(randX),
          ...(uses.trim() !== '' && { counterLimit: Number(uses) }),
        },
      }),
    });
  };
  return (
    <>
      <div className="bench-columns">
        <AkaCardPart card={card} onOther={run.reset} />
        <div className="bench-column">
          <BenchPart
            number={2}
            title={t('bench.aka.localKey.between')}
            lead={t('bench.aka.localKey.betweenLead')}
          >
            <Field
              label={t('bench.aka.localKey.naf')}
              value={naf}
              onChange={setNaf}
              example="kc.example.com"
              help={t('bench.aka.localKey.nafHelp')}
              mono
            />
            <div className="bench-pair">
              <Field label={t('bench.aka.localKey.terminal')} value={terminal} onChange={setTerminal} mono />
              <Field
                label={t('bench.aka.localKey.terminalApplication')}
                value={terminalApplication}
                onChange={setTerminalApplication}
                mono
              />
            </div>
            <HexField
              label={t('bench.aka.localKey.ua')}
              value={ua}
              onChange={setUa}
              length={5}
              help={t('bench.aka.localKey.uaHelp')}
            />
          </BenchPart>
          <BenchPart number={3} title={t('bench.aka.localKey.what')}>
            <Choice
              label={<span className="visually-hidden">{t('bench.aka.localKey.what')}</span>}
              value={what}
              onChange={setWhat}
              options={(['ask', 'derive'] as const).map((value) => ({
                value,
                label: t(`bench.aka.localKey.${value}`),
              }))}
              inline
            />
            {derives && (
              <>
                <SecretField
                  label={t('bench.aka.localKey.ksLocal')}
                  value={ksLocal}
                  onChange={setKsLocal}
                  lengths={[32]}
                />
                <HexField
                  label={t('bench.aka.localKey.randX')}
                  value={randX}
                  onChange={setRandX}
                  length={16}
                />
                <Field
                  label={t('bench.aka.localKey.uses')}
                  value={uses}
                  onChange={setUses}
                  help={t('bench.aka.localKey.usesHelp')}
                  problem={
                    uses.trim() !== '' && !isUses(uses) ? t('bench.aka.localKey.usesWrong') : undefined
                  }
                />
              </>
            )}
          </BenchPart>
        </div>
      </div>
      {run.error !== null && <ErrorBlock error={run.error} />}
      {run.data !== undefined && !run.isPending && <Answer result={run.data} />}
      <PageActions
        secondary={
          <p className="bench-missing" aria-live="polite">
            {missing === undefined ? t('bench.aka.localKey.harmless') : t(`bench.aka.missing.${missing}`)}
          </p>
        }
        primary={
          <Button look="primary" isDisabled={missing !== undefined} isPending={run.isPending} onPress={send}>
            {derives ? t('bench.aka.localKey.deriveNow') : t('bench.aka.localKey.askNow')}
          </Button>
        }
      />
    </>
  );
}

function Answer({ result }: { readonly result: AkaLocalKeyDoc }) {
  const { t } = useTranslation();
  const heading = useInSight<HTMLHeadingElement>(result);
  const { held, derived } = result;
  return (
    <section className="panel stack" aria-label={t('bench.aka.answer')}>
      <h2 ref={heading} tabIndex={-1} className="aka-answer">
        <OutcomeTitle state={held ? 'good' : 'attention'}>
          {derived
            ? t('bench.aka.localKey.derived')
            : held
              ? t('bench.aka.localKey.held')
              : t('bench.aka.localKey.notHeld')}
        </OutcomeTitle>
      </h2>
      <p className="quiet">
        {derived ? t('bench.aka.localKey.derivedLead') : t('bench.aka.localKey.labOnly')}
      </p>
    </section>
  );
}
