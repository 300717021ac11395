import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/fields.tsx';
import { Select } from '../../../ui/select.tsx';
import type { Draft } from './draft.ts';

interface Props {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** TARs of ETSI TS 101 220 annex D that most cards have. */
const usual = ['b00000', '000000'] as const;

/** Which application on the card: those that its key set names, the usual ones, or any by its TAR. */
export function TarChoice({ draft, onChange }: Props) {
  const { t } = useTranslation();
  const applications = draft.set?.ota?.applications ?? [];
  const named = applications.map(({ tar, aid, manages }) => ({
    value: tar,
    label: `${tar.toUpperCase()} · ${
      manages === 'applications'
        ? t('bench.ota.tar.applications')
        : aid === undefined
          ? t('bench.ota.tar.files')
          : t('bench.ota.tar.filesOf', { aid: aid.toUpperCase() })
    }`,
  }));
  const options = [
    ...named,
    ...usual
      .filter((tar) => !named.some(({ value }) => value === tar))
      .map((tar) => ({ value: tar, label: `${tar.toUpperCase()} · ${t(`bench.ota.tar.${tar}`)}` })),
  ];
  const known = options.some(({ value }) => value === draft.tar.toLowerCase());
  const [other, setOther] = useState(draft.tar !== '' && !known);
  return (
    <div className="stack-tight">
      <Select
        label={t('bench.ota.tar.label')}
        value={other ? 'other' : known ? draft.tar.toLowerCase() : ''}
        onChange={(next) => {
          setOther(next === 'other');
          onChange({ tar: next === 'other' ? '' : next });
        }}
        options={[
          { value: '', label: t('bench.ota.tar.choose') },
          ...options,
          { value: 'other', label: t('bench.ota.tar.other') },
        ]}
        help={draft.kind === 'plan' ? t('bench.ota.tar.planHelp') : t('bench.ota.tar.help')}
      />
      {other && (
        <Field
          label={t('bench.ota.tar.typed')}
          value={draft.tar}
          onChange={(tar) => onChange({ tar: tar.trim() })}
          mono
          example="B00010"
          problem={
            draft.tar !== '' && !/^[0-9a-f]{0,6}$/i.test(draft.tar) ? t('bench.ota.tar.wrong') : undefined
          }
        />
      )}
    </div>
  );
}
