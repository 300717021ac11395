import { useTranslation } from 'react-i18next';
import type { FileDoc, FindingDoc, HealthDoc } from '../../../main/contract/card.ts';
import { useFindingWords } from '../../i18n/translate-finding.ts';
import { Button } from '../../ui/button.tsx';
import { SignMark, type SignState } from '../../ui/sign.tsx';
import { worstFirst } from './worst-first.ts';
import './findings.css';

export const signOf = { fault: 'fault', warning: 'attention', notice: 'note' } as const satisfies Record<
  string,
  SignState
>;

interface Props {
  readonly health: HealthDoc;
  readonly files: readonly FileDoc[];
  readonly onOpen: (path: string) => void;
}

/** What is wrong with the card, worst first: what, why it matters, remedy, clause. */
export function Findings({ health, files, onOpen }: Props) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('card.findings.title')}>
      <h2 className="visually-hidden">{t('card.findings.title')}</h2>
      <ul>
        {worstFirst(health.findings).map((finding) => (
          <Finding
            key={`${finding.id} ${finding.path ?? ''} ${finding.what}`}
            finding={finding}
            files={files}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </section>
  );
}

interface FindingProps {
  readonly finding: FindingDoc;
  readonly files: readonly FileDoc[];
  readonly onOpen: (path: string) => void;
}

function Finding({ finding, files, onOpen }: FindingProps) {
  const { t } = useTranslation();
  const { what, consequence, remedy, original } = useFindingWords(files)(finding);
  const file = files.find(({ path }) => path === finding.path);
  return (
    <li className="finding">
      <SignMark state={signOf[finding.severity]} />
      <div>
        <h3>
          <span className="visually-hidden">{t(`card.findings.${finding.severity}`)}: </span>
          {what}
        </h3>
        {original !== undefined && (
          <p className="small quiet" lang="en">
            {original}
          </p>
        )}
        <p>{consequence}</p>
      </div>
      <div>
        <p>
          <strong>{t('card.findings.remedy')}:</strong> {remedy}
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
