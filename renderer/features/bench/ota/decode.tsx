import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtaKeysInput } from '../../../../main/contract/ota.ts';
import { useCall } from '../../../client/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { Disclose } from '../../../ui/disclose.tsx';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { Choice, Field } from '../../../ui/fields.tsx';
import { PageActions } from '../../../ui/page.tsx';
import { Select } from '../../../ui/select.tsx';
import { BenchPart } from '../bench-part.tsx';
import { KeySetChoice } from '../key-set-choice.tsx';
import { bareHex, isHexOf, SecretField } from '../secret-field.tsx';
import { Seen } from '../seen.tsx';
import { Decoded } from './decoded.tsx';
import { type KeyedAlgorithm, keyLengths, noTypedKeys } from './draft.ts';

const partsOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [bareHex(line)]));
const isHex = (text: string): boolean => /^([0-9a-f]{2})+$/i.test(text);

type Source = OtaKeysInput['kind'];

/** A captured packet taken apart, as far as the keys at hand open it. */
export function Decode() {
  const { t } = useTranslation();
  const [captured, setCaptured] = useState('');
  const [answers, setAnswers] = useState('');
  const [source, setSource] = useState<Source>('none');
  const [set, setSet] = useState<string>();
  const [typed, setTyped] = useState(noTypedKeys);
  const [algorithm, setAlgorithm] = useState<KeyedAlgorithm>('aes');
  const [isBack, setBack] = useState(false);
  const decode = useCall('ota.decode');
  const parts = partsOf(captured);
  const bad = parts.findIndex((part) => !isHex(part));
  const badKey = (value: string) => value !== '' && !isHexOf(value, keyLengths);
  const command = bareHex(answers);
  const missing =
    parts.length === 0
      ? 'captured'
      : bad !== -1
        ? 'badCaptured'
        : source === 'stored' && set === undefined
          ? 'set'
          : source === 'typed' && (badKey(typed.kic) || badKey(typed.kid))
            ? 'kic'
            : command !== '' && !isHex(command)
              ? 'answers'
              : undefined;
  const keys = (): OtaKeysInput => {
    if (source === 'stored' && set !== undefined) return { kind: 'stored', set };
    if (source !== 'typed') return { kind: 'none' };
    return {
      kind: 'typed',
      algorithm,
      ...(typed.kic === '' ? {} : { kic: bareHex(typed.kic) }),
      ...(typed.kid === '' ? {} : { kid: bareHex(typed.kid) }),
    };
  };
  if (decode.data !== undefined)
    return (
      <Decoded
        wrapping={decode.data.wrapping}
        packet={decode.data.packet}
        onBack={() => {
          decode.reset();
          setBack(true);
        }}
      />
    );
  return (
    <>
      <div className="bench-columns">
        <BenchPart number={1} title={t('bench.ota.decode.what')} takesFocus={isBack}>
          <Field
            label={t('bench.ota.decode.captured')}
            value={captured}
            onChange={setCaptured}
            rows={7}
            mono
            help={t('bench.ota.decode.capturedHelp')}
            problem={bad === -1 ? undefined : t('bench.ota.content.badHex', { line: bad + 1 })}
          />
          <Disclose label={t('bench.ota.decode.answersAsk')}>
            <Field
              label={t('bench.ota.decode.answers')}
              value={answers}
              onChange={setAnswers}
              rows={3}
              mono
              help={t('bench.ota.decode.answersHelp')}
              problem={command !== '' && !isHex(command) ? t('bench.ota.decode.answersBad') : undefined}
            />
          </Disclose>
        </BenchPart>
        <BenchPart number={2} title={t('bench.ota.decode.keys')} lead={t('bench.ota.decode.keysLead')}>
          <Choice
            label={t('bench.ota.keys.source')}
            value={source}
            onChange={setSource}
            options={(['none', 'stored', 'typed'] as const).map((value) => ({
              value,
              label: t(`bench.ota.keys.${value}`),
            }))}
            inline
          />
          {source === 'stored' && (
            <KeySetChoice
              card={undefined}
              accepts={({ kind }) => kind === 'ota'}
              value={set}
              onChange={({ id }) => setSet(id)}
            />
          )}
          {source === 'typed' && (
            <>
              <SecretField
                label={t('bench.ota.keys.kic')}
                value={typed.kic}
                onChange={(kic) => setTyped({ ...typed, kic })}
                lengths={keyLengths}
              />
              <SecretField
                label={t('bench.ota.keys.kid')}
                value={typed.kid}
                onChange={(kid) => setTyped({ ...typed, kid })}
                lengths={keyLengths}
              />
              <Select
                label={t('bench.ota.keys.implicit')}
                value={algorithm}
                onChange={setAlgorithm}
                options={(['aes', '3des-2', '3des-3'] as const).map((value) => ({
                  value,
                  label: t(`bench.ota.indicator.${value}`),
                }))}
              />
            </>
          )}
        </BenchPart>
      </div>
      {decode.error !== null && (
        <Seen>
          <ErrorBlock error={decode.error} />
        </Seen>
      )}
      <PageActions
        secondary={
          <p className="bench-missing" aria-live="polite">
            {missing === undefined ? t('bench.ota.decode.harmless') : t(`bench.ota.missing.${missing}`)}
          </p>
        }
        primary={
          <Button
            look="primary"
            isDisabled={missing !== undefined}
            isPending={decode.isPending}
            onPress={() =>
              decode.mutate({
                parts,
                keys: keys(),
                ...(command === '' ? {} : { answers: command }),
              })
            }
          >
            {t('bench.ota.decode.button')}
          </Button>
        }
      />
    </>
  );
}
