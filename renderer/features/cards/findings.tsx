import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileDoc, FindingDoc, HealthDoc } from '../../../main/contract/card.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SignMark, type SignState } from '../../ui/sign.tsx';
import { worstFirst } from './worst-first.ts';
import './findings.css';

const signOf = { fault: 'fault', warning: 'attention', notice: 'note' } as const satisfies Record<
  string,
  SignState
>;
/** In a low window the files below must stay in sight. */
const atFirst = (): number => (globalThis.innerHeight < 800 ? 1 : 2);

interface Props {
  readonly health: HealthDoc;
  readonly files: readonly FileDoc[];
  readonly onOpen: (path: string) => void;
}

/** What is wrong with the card, worst first. */
export function Findings({ health, files, onOpen }: Props) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [shownAtFirst] = useState(atFirst);
  const findings = worstFirst(health.findings);
  if (findings.length === 0)
    return health.word === 'good' ? <Notice state="good" title={t('card.findings.none')} /> : null;
  const shown = all ? findings : findings.slice(0, shownAtFirst);
  return (
    <section className="findings" aria-label={t('card.findings.title')}>
      <h2 className="visually-hidden">{t('card.findings.title')}</h2>
      <ul>
        {shown.map((finding, at) => (
          <Finding
            key={`${finding.id} ${finding.path ?? at}`}
            finding={finding}
            file={files.find(({ path }) => path === finding.path)}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {findings.length > shownAtFirst && (
        <Button look="quiet" small onPress={() => setAll(!all)} aria-expanded={all}>
          {all ? t('common.showFewer') : t('common.showAll', { count: findings.length })}
        </Button>
      )}
    </section>
  );
}

interface FindingProps {
  readonly finding: FindingDoc;
  readonly file: FileDoc | undefined;
  readonly onOpen: (path: string) => void;
}

function Finding({ finding, file, onOpen }: FindingProps) {
  const { t } = useTranslation();
  return (
    <li className="finding">
      <SignMark state={signOf[finding.severity]} />
      <div>
        <h3>
          <span className="visually-hidden">{t(`card.findings.${finding.severity}`)}: </span>
          {finding.what}
        </h3>
        <p>{finding.consequence}</p>
      </div>
      <div>
        <p>
          <strong>{t('card.findings.remedy')}:</strong> {finding.remedy}
        </p>
        <p className="small quiet">{finding.clause}</p>
      </div>
      {file !== undefined && (
        <Button look="quiet" small onPress={() => onOpen(file.path)}>
          {file.name}
        </Button>
      )}
    </li>
  );
}
