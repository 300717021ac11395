import { useTranslation } from 'react-i18next';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { BenchPart } from '../bench-part.tsx';
import { bareHex, isHexOf } from '../secret-field.tsx';
import { useAkaStore } from './aka-store.ts';
import { algorithmInput, isAlgorithmReady } from './algorithm-draft.ts';
import { AlgorithmFields } from './algorithm-fields.tsx';
import { AutnExplanation } from './autn-explanation.tsx';
import { HexField } from './hex-field.tsx';
import type { ToolProps } from './tool-props.ts';

/** What a challenge says, and why a card refuses it. */
export function ExplainAutn({ algorithm, onAlgorithm }: ToolProps) {
  const { t } = useTranslation();
  const { rand, autn, auts, set } = useAkaStore();
  const run = useCall('aka.explain');
  const missing =
    !isHexOf(rand, [16]) || !isHexOf(autn, [16]) || (auts.trim() !== '' && !isHexOf(auts, [14]))
      ? 'challenge'
      : isAlgorithmReady(algorithm, false)
        ? undefined
        : 'key';
  const explain = () => {
    if (missing !== undefined) return;
    const key = algorithmInput(algorithm);
    run.mutate({
      rand: bareHex(rand),
      autn: bareHex(autn),
      ...(auts.trim() !== '' && { auts: bareHex(auts) }),
      ...(key !== undefined && { algorithm: key }),
    });
  };
  return (
    <>
      <div className="bench-columns">
        <BenchPart number={1} title={t('bench.aka.explain.challenge')}>
          <HexField
            label={t('bench.aka.rand')}
            value={rand}
            onChange={(text) => set({ rand: text })}
            length={16}
          />
          <HexField
            label={t('bench.aka.autn')}
            value={autn}
            onChange={(text) => set({ autn: text })}
            length={16}
          />
          <HexField
            label={t('bench.aka.auts')}
            value={auts}
            onChange={(text) => set({ auts: text })}
            length={14}
            help={t('bench.aka.explain.autsHelp')}
          />
        </BenchPart>
        <BenchPart number={2} title={t('bench.aka.explain.key')} lead={t('bench.aka.explain.keyLead')}>
          <AlgorithmFields draft={algorithm} onDraft={onAlgorithm} isOptional />
        </BenchPart>
      </div>
      {run.error !== null && <ErrorBlock error={run.error} />}
      {run.data !== undefined && !run.isPending && <AutnExplanation explanation={run.data} />}
      <PageActions
        secondary={
          <p className="bench-missing" aria-live="polite">
            {missing === undefined ? t('bench.aka.explain.harmless') : t(`bench.aka.missing.${missing}`)}
          </p>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined}
            isPending={run.isPending}
            onPress={explain}
          >
            {t('bench.aka.explain.now')}
          </Button>
        }
      />
    </>
  );
}
