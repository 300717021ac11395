import { useTranslation } from 'react-i18next';
import type { FileDoc, FindingDoc } from '../../main/contract/card.ts';
import { deFindings } from './de/findings.ts';

interface FindingWords {
  readonly what: string;
  readonly consequence: string;
  readonly remedy: string;
  /** The engine's own sentence where the translation says less than it does. */
  readonly original?: string;
}

/** The words for a finding: those of the language by the finding's id, else the engine's own, which are English. */
export function translateFinding(
  finding: FindingDoc,
  file: string | undefined,
  language: string,
): FindingWords {
  const { what, consequence, remedy } = finding;
  const known = language.startsWith('de') ? deFindings[finding.id] : undefined;
  if (known === undefined) return { what, consequence, remedy };
  const fill = (text: string): string => text.replace('{file}', file ?? 'Die Datei');
  return {
    what: fill(known.what),
    consequence: fill(known.consequence),
    remedy: fill(known.remedy),
    ...(known.whole !== true && { original: what }),
  };
}

/** Finds the words for findings about these files. */
export function useFindingWords(files: readonly FileDoc[]): (finding: FindingDoc) => FindingWords {
  const { i18n } = useTranslation();
  return (finding) =>
    translateFinding(finding, files.find(({ path }) => path === finding.path)?.name, i18n.language);
}
