import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AkaResultDoc } from '../../../../main/contract/aka.ts';
import { ErrorBlock } from '../../../ui/error-block.tsx';
import { OutcomeTitle } from '../../../ui/outcome-title.tsx';
import type { SignState } from '../../../ui/sign.tsx';
import { AkaFindings } from './aka-findings.tsx';
import { useInSight } from './use-in-sight.ts';
import { ValueTable } from './value-table.tsx';

const signs = {
  authenticated: 'good',
  'synchronisation-failure': 'attention',
  'mac-failure': 'fault',
} as const satisfies Record<AkaResultDoc['outcome'], SignState>;

/** What the card said: lengths and whether each value is the right one, never the values. */
export function AuthenticationResult({
  result,
  action,
}: {
  readonly result: AkaResultDoc;
  readonly action?: ReactNode;
}) {
  const { t } = useTranslation();
  const heading = useInSight<HTMLHeadingElement>(result);
  const { outcome, lengths, matches, sqnOfCard, findings = [], error } = result;
  // SEQ 0 is refused by every card: what was asked for is its own number.
  const isTold =
    outcome === 'synchronisation-failure' &&
    findings.length > 0 &&
    findings.every(({ severity }) => severity === 'good');
  return (
    <section className="panel stack" aria-label={t('bench.aka.answer')}>
      <h2 ref={heading} tabIndex={-1} className="aka-answer">
        {isTold ? (
          <OutcomeTitle state="good">{t('bench.aka.outcome.told')}</OutcomeTitle>
        ) : (
          <OutcomeTitle state={signs[outcome]}>{t(`bench.aka.outcome.${outcome}`)}</OutcomeTitle>
        )}
      </h2>
      {error !== undefined && <ErrorBlock error={undefined} doc={error} live={false} />}
      {findings.length > 0 && <AkaFindings findings={findings} />}
      {Object.keys(lengths).length > 0 && <ValueTable lengths={lengths} matches={matches} />}
      {sqnOfCard !== undefined && (
        <p>
          {t('bench.aka.sqnOfCard')} <span className="mono">{sqnOfCard.toUpperCase()}</span>
        </p>
      )}
      {action !== undefined && <div>{action}</div>}
    </section>
  );
}
