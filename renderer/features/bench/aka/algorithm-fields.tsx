import { useTranslation } from 'react-i18next';
import { Disclose } from '../../../ui/disclose.tsx';
import { Choice } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { SecretField } from '../secret-field.tsx';
import { type AlgorithmDraft, keyLengths, operatorLengths, tuakBits } from './algorithm-draft.ts';

interface Props {
  readonly draft: AlgorithmDraft;
  readonly onDraft: (draft: AlgorithmDraft) => void;
  /** Without a key there is less to see, but something. */
  readonly isOptional: boolean;
}

/** The algorithm and the key of the subscriber, typed for this once. */
export function AlgorithmFields({ draft, onDraft, isOptional }: Props) {
  const { t } = useTranslation();
  const { name, k, operatorIs, operator } = draft;
  const put = (change: Partial<AlgorithmDraft>) => onDraft({ ...draft, ...change });
  const operatorName = name === 'tuak' ? 'top' : 'op';
  return (
    <>
      <Choice
        label={t('bench.aka.algorithm.label')}
        value={name}
        onChange={(next) => put({ name: next })}
        options={[
          ...(isOptional ? [{ value: 'none' as const, label: t('bench.aka.algorithm.none') }] : []),
          { value: 'milenage', label: t('bench.aka.algorithm.milenage') },
          { value: 'tuak', label: t('bench.aka.algorithm.tuak') },
          { value: 'xor', label: t('bench.aka.algorithm.xor') },
        ]}
        inline
      />
      {name !== 'none' && (
        <SecretField
          label={t('bench.aka.algorithm.k')}
          value={k}
          onChange={(text) => put({ k: text })}
          lengths={keyLengths(name)}
        />
      )}
      {(name === 'milenage' || name === 'tuak') && (
        <>
          <Choice
            label={t('bench.aka.algorithm.operatorIs')}
            value={operatorIs}
            onChange={(next) => put({ operatorIs: next })}
            options={[
              { value: 'opc', label: t(`bench.aka.algorithm.${operatorName}c`) },
              { value: 'op', label: t(`bench.aka.algorithm.${operatorName}`) },
            ]}
            inline
          />
          <SecretField
            label={t(`bench.aka.algorithm.${operatorName}${operatorIs === 'opc' ? 'c' : ''}Name`)}
            value={operator}
            onChange={(text) => put({ operator: text })}
            lengths={operatorLengths(name)}
          />
        </>
      )}
      {name === 'tuak' && (
        <Disclose label={t('bench.aka.algorithm.lengths')}>
          <div className="bench-pair">
            {(['macBits', 'resBits', 'ckBits', 'ikBits'] as const).map((bits) => (
              <Select
                key={bits}
                label={t(`bench.aka.algorithm.${bits}`)}
                value={String(draft.tuak[bits])}
                onChange={(value) => put({ tuak: { ...draft.tuak, [bits]: Number(value) } })}
                options={tuakBits[bits].map((value) => ({
                  value: String(value),
                  label: t('bench.aka.algorithm.bits', { count: value }),
                }))}
              />
            ))}
            <Select
              label={t('bench.aka.algorithm.iterations')}
              value={String(draft.tuak.iterations)}
              onChange={(value) => put({ tuak: { ...draft.tuak, iterations: value === '2' ? 2 : 1 } })}
              options={['1', '2'].map((value) => ({ value, label: value }))}
            />
          </div>
        </Disclose>
      )}
    </>
  );
}
