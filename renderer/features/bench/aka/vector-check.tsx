import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AkaVectorDoc } from '../../../../main/contract/aka.ts';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Field } from '../../../ui/fields.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { BenchPart } from '../bench-part.tsx';
import { bareHex, isHexOf, SecretField } from '../secret-field.tsx';
import { useAkaStore } from './aka-store.ts';
import { algorithmInput, isAlgorithmReady } from './algorithm-draft.ts';
import { AlgorithmFields } from './algorithm-fields.tsx';
import { HexField } from './hex-field.tsx';
import type { ToolProps } from './tool-props.ts';
import { useInSight } from './use-in-sight.ts';
import { ValueTable } from './value-table.tsx';

/** What an expected value can measure, in bytes. */
const expectedLengths = { res: [4, 8, 16, 32], ck: [16, 32], ik: [16, 32], ak: [6] } as const;
type Expected = keyof typeof expectedLengths;
const expectedNames: readonly Expected[] = ['res', 'ck', 'ik', 'ak'];
const nothingExpected: Readonly<Record<Expected, string>> = { res: '', ck: '', ik: '', ak: '' };

/** Computes an authentication vector and compares it with expected values; what is secret stays in the engine. */
export function VectorCheck({ algorithm, onAlgorithm }: ToolProps) {
  const { t } = useTranslation();
  const { rand, set } = useAkaStore();
  const [sqn, setSqn] = useState('');
  const [amf, setAmf] = useState('');
  const [expected, setExpected] = useState(nothingExpected);
  const [file, setFile] = useState('');
  const run = useCall('aka.vector');
  const given = expectedNames.filter((name) => expected[name].trim() !== '');
  const missing = !isAlgorithmReady(algorithm, true)
    ? 'key'
    : isHexOf(sqn, [6]) && isHexOf(amf, [2]) && (rand.trim() === '' || isHexOf(rand, [16]))
      ? given.every((name) => isHexOf(expected[name], expectedLengths[name]))
        ? undefined
        : 'expected'
      : 'numbers';
  const compute = () => {
    const key = algorithmInput(algorithm);
    if (key === undefined || missing !== undefined) return;
    run.mutate({
      algorithm: key,
      sqn: bareHex(sqn),
      amf: bareHex(amf),
      ...(rand.trim() !== '' && { rand: bareHex(rand) }),
      ...(given.length > 0 && {
        expected: Object.fromEntries(given.map((name) => [name, bareHex(expected[name])])),
      }),
      ...(file.trim() !== '' && { file: file.trim() }),
    });
  };
  return (
    <>
      <div className="bench-columns">
        <BenchPart number={1} title={t('bench.aka.vector.key')}>
          <AlgorithmFields draft={algorithm} onDraft={onAlgorithm} isOptional={false} />
        </BenchPart>
        <div className="bench-column">
          <BenchPart number={2} title={t('bench.aka.vector.numbers')}>
            <HexField
              label={t('bench.aka.rand')}
              value={rand}
              onChange={(text) => set({ rand: text })}
              length={16}
              help={t('bench.aka.vector.randHelp')}
            />
            <div className="bench-pair">
              <HexField label={t('bench.aka.sqn')} value={sqn} onChange={setSqn} length={6} />
              <HexField label={t('bench.aka.amf')} value={amf} onChange={setAmf} length={2} example="8000" />
            </div>
          </BenchPart>
          <BenchPart
            number={3}
            title={t('bench.aka.vector.expected')}
            lead={t('bench.aka.vector.expectedLead')}
          >
            <Disclose label={t('bench.aka.vector.expectedOpen')}>
              <div className="stack">
                {expectedNames.map((name) => (
                  <SecretField
                    key={name}
                    label={name.toUpperCase()}
                    value={expected[name]}
                    onChange={(text) => setExpected({ ...expected, [name]: text })}
                    lengths={expectedLengths[name]}
                  />
                ))}
              </div>
            </Disclose>
            <Disclose label={t('bench.aka.vector.fileOpen')}>
              <Field
                label={t('bench.aka.vector.file')}
                value={file}
                onChange={setFile}
                help={t('bench.aka.vector.fileHelp')}
                mono
              />
            </Disclose>
          </BenchPart>
        </div>
      </div>
      {run.error !== null && <ErrorBlock error={run.error} />}
      {run.data !== undefined && !run.isPending && <Vector vector={run.data} />}
      <PageActions
        secondary={
          <p className="bench-missing" aria-live="polite">
            {missing === undefined ? t('bench.aka.vector.harmless') : t(`bench.aka.missing.${missing}`)}
          </p>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined}
            isPending={run.isPending}
            onPress={compute}
          >
            {t('bench.aka.vector.now')}
          </Button>
        }
      />
    </>
  );
}

function Vector({ vector }: { readonly vector: AkaVectorDoc }) {
  const { t } = useTranslation();
  const heading = useInSight<HTMLHeadingElement>(vector);
  const { set } = useAkaStore();
  const { matches, file } = vector;
  return (
    <section className="panel stack" aria-label={t('bench.aka.vector.result')}>
      <h2 ref={heading} tabIndex={-1}>
        {t('bench.aka.vector.result')}
      </h2>
      <dl className="aka-open">
        {(['rand', 'sqn', 'amf', 'autn'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`bench.aka.${name}`)}</dt>
            <dd className="mono">{vector[name].toUpperCase()}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <CopyButton text={`RAND ${vector.rand}\nAUTN ${vector.autn}`} label={t('bench.aka.vector.copy')} />
        <Button small onPress={() => set({ mode: 'authenticate', rand: vector.rand, autn: vector.autn })}>
          {t('bench.aka.vector.toCard')}
        </Button>
      </div>
      {Object.keys(matches).length > 0 && <ValueTable matches={matches} />}
      <p className="quiet small">
        {file === undefined ? t('bench.aka.vector.hidden') : t('bench.aka.vector.written', { file })}
      </p>
    </section>
  );
}
