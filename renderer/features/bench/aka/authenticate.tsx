import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AkaResultDoc } from '../../../../main/contract/aka.ts';
import type { CallInput } from '../../../../main/contract/calls.ts';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { BenchPart } from '../bench-part.tsx';
import { bareHex, isHexOf } from '../secret-field.tsx';
import { AkaCardPart } from './aka-card-part.tsx';
import { useAkaStore } from './aka-store.ts';
import { algorithmInput, isAlgorithmReady } from './algorithm-draft.ts';
import { AlgorithmFields } from './algorithm-fields.tsx';
import { AuthenticationResult } from './authentication-result.tsx';
import { HexField } from './hex-field.tsx';
import type { ToolProps } from './tool-props.ts';
import { useAkaCard } from './use-aka-card.ts';

type Context = CallInput<'aka.authenticate'>['context'];

/** AUTHENTICATE on a card, with a challenge that was typed or that is made with a typed key. */
export function Authenticate({ algorithm, onAlgorithm }: ToolProps) {
  const { t } = useTranslation();
  const { rand, autn, set } = useAkaStore();
  const [context, setContext] = useState<Context>('3g');
  const [source, setSource] = useState<'typed' | 'made'>('typed');
  const [sqn, setSqn] = useState('');
  const [amf, setAmf] = useState('');
  const run = useCall('aka.authenticate');
  const card = useAkaCard(run.error);
  const made = source === 'made';
  const missing = missingOf();
  const authenticate = () => {
    if (missing !== undefined) return;
    const key = algorithmInput(algorithm);
    run.mutate({
      ...card.input,
      context,
      ...(key !== undefined && { algorithm: key }),
      ...(made
        ? {
            ...(sqn.trim() !== '' && { sqn: bareHex(sqn) }),
            ...(amf.trim() !== '' && { amf: bareHex(amf) }),
          }
        : { rand: bareHex(rand), ...(context !== 'gsm' && { autn: bareHex(autn) }) }),
    });
  };
  function missingOf(): 'card' | 'pin' | 'challenge' | 'key' | undefined {
    if (card.missing !== undefined) return card.missing;
    if (!isAlgorithmReady(algorithm, made)) return 'key';
    if (made)
      return (sqn.trim() === '' || isHexOf(sqn, [6])) && (amf.trim() === '' || isHexOf(amf, [2]))
        ? undefined
        : 'challenge';
    return isHexOf(rand, [16]) && (context === 'gsm' || isHexOf(autn, [16])) ? undefined : 'challenge';
  }
  const explain = () => set({ mode: 'explain' });
  return (
    <>
      <div className="bench-columns">
        <AkaCardPart card={card} onOther={run.reset}>
          <Choice
            label={t('bench.aka.authenticate.context')}
            value={context}
            onChange={setContext}
            options={(['3g', 'gba', 'gsm'] as const).map((value) => ({
              value,
              label: t(`bench.aka.context.${value}`),
              help: t(`bench.aka.contextHelp.${value}`),
            }))}
          />
        </AkaCardPart>
        <div className="bench-column">
          <BenchPart number={2} title={t('bench.aka.authenticate.challenge')}>
            <Choice
              label={t('bench.aka.authenticate.source')}
              value={source}
              onChange={(next) => {
                setSource(next);
                if (next === 'made' && algorithm.name === 'none')
                  onAlgorithm({ ...algorithm, name: 'milenage' });
              }}
              options={(['typed', 'made'] as const).map((value) => ({
                value,
                label: t(`bench.aka.authenticate.${value}`),
              }))}
              inline
            />
            {made ? (
              <div className="bench-pair">
                <HexField
                  label={t('bench.aka.sqn')}
                  value={sqn}
                  onChange={setSqn}
                  length={6}
                  help={t('bench.aka.authenticate.sqnHelp')}
                />
                <HexField
                  label={t('bench.aka.amf')}
                  value={amf}
                  onChange={setAmf}
                  length={2}
                  help={t('bench.aka.authenticate.amfHelp')}
                />
              </div>
            ) : (
              <>
                <HexField
                  label={t('bench.aka.rand')}
                  value={rand}
                  onChange={(text) => set({ rand: text })}
                  length={16}
                />
                {context !== 'gsm' && (
                  <HexField
                    label={t('bench.aka.autn')}
                    value={autn}
                    onChange={(text) => set({ autn: text })}
                    length={16}
                  />
                )}
              </>
            )}
            {made && card.isReal && (
              <Notice state="attention" title={t('bench.aka.authenticate.realCard')}>
                <p>{t('bench.aka.authenticate.realCardLead')}</p>
              </Notice>
            )}
          </BenchPart>
          <BenchPart
            number={3}
            title={t('bench.aka.authenticate.key')}
            lead={made ? t('bench.aka.authenticate.keyMade') : t('bench.aka.authenticate.keyTyped')}
          >
            <AlgorithmFields draft={algorithm} onDraft={onAlgorithm} isOptional={!made} />
          </BenchPart>
        </div>
      </div>
      {run.error !== null && <ErrorBlock error={run.error} />}
      {run.data !== undefined && !run.isPending && (
        <Answer result={run.data} {...(!made && { onExplain: explain })} />
      )}
      <PageActions
        secondary={
          <p className="bench-missing" aria-live="polite">
            {missing === undefined ? t('bench.aka.authenticate.harmless') : t(`bench.aka.missing.${missing}`)}
          </p>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined}
            isPending={run.isPending}
            onPress={authenticate}
          >
            {t('bench.aka.authenticate.now')}
          </Button>
        }
      />
    </>
  );
}

function Answer({ result, onExplain }: { readonly result: AkaResultDoc; readonly onExplain?: () => void }) {
  const { t } = useTranslation();
  return (
    <AuthenticationResult
      result={result}
      action={
        onExplain !== undefined &&
        result.outcome !== 'authenticated' && (
          <Button onPress={onExplain}>{t('bench.aka.authenticate.why')}</Button>
        )
      }
    />
  );
}
