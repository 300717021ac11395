import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/fields.tsx';
import { useAkaStore } from './aka-store.ts';
import { emptyAlgorithm } from './algorithm-draft.ts';
import { Authenticate } from './authenticate.tsx';
import { ExplainAutn } from './explain-autn.tsx';
import { LocalKey } from './local-key.tsx';
import { VectorCheck } from './vector-check.tsx';
import '../bench.css';
import './aka-bench.css';

const tools = {
  authenticate: Authenticate,
  vector: VectorCheck,
  explain: ExplainAutn,
  localKey: LocalKey,
} as const;

/** Authentication and its vectors, computed and explained. */
export function AkaBench() {
  const { t } = useTranslation();
  const { mode, set } = useAkaStore();
  // One key serves all tools; it is gone with the bench.
  const [algorithm, setAlgorithm] = useState(emptyAlgorithm);
  const Tool = tools[mode];
  return (
    <div className="bench stack">
      <Choice
        label={<span className="visually-hidden">{t('bench.aka.mode')}</span>}
        value={mode}
        onChange={(next) => set({ mode: next })}
        options={(['authenticate', 'vector', 'explain', 'localKey'] as const).map((value) => ({
          value,
          label: <strong>{t(`bench.aka.${value}.mode`)}</strong>,
          help: t(`bench.aka.${value}.modeHelp`),
        }))}
        inline
      />
      <Tool algorithm={algorithm} onAlgorithm={setAlgorithm} />
    </div>
  );
}
