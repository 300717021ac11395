import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportItemDoc } from '../../../main/contract/keys.ts';
import { groupDigits } from '../../i18n/format.ts';
import { translateError } from '../../i18n/translate-error.ts';
import { Button } from '../../ui/button.tsx';
import { Sign, type SignState } from '../../ui/sign.tsx';
import '../../ui/table.css';
import './credentials.css';

/** More rows than anybody reads at once; the refused ones come first. */
const shownAtOnce = 100;

const signs = {
  taken: 'good',
  replaced: 'attention',
  unchanged: 'note',
  refused: 'fault',
  'not-taken': 'unknown',
} as const satisfies Record<ImportItemDoc['outcome'], SignState>;
const rank: readonly ImportItemDoc['outcome'][] = ['refused', 'replaced', 'taken', 'not-taken', 'unchanged'];

/** What becomes of each row of a file of keys, the worst first. */
export function ImportItems({
  items,
  done,
}: {
  readonly items: readonly ImportItemDoc[];
  /** It has been stored; otherwise it is a trial. */
  readonly done: boolean;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const sorted = items
    .map((item, at) => ({ item, at }))
    .toSorted((a, b) => rank.indexOf(a.item.outcome) - rank.indexOf(b.item.outcome) || a.at - b.at);
  const shown = all ? sorted : sorted.slice(0, shownAtOnce);
  return (
    <div className="panel credential-table">
      <table className="table" aria-label={t('credentials.import.rows')}>
        <thead>
          <tr>
            <th scope="col">{t('credentials.import.row')}</th>
            <th scope="col">{t('credentials.import.owner')}</th>
            <th scope="col">{t('credentials.keys.set')}</th>
            <th scope="col">{done ? t('credentials.import.outcome') : t('credentials.import.wouldBe')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ item, at }) => (
            <Row key={at} item={item} done={done} />
          ))}
        </tbody>
      </table>
      {sorted.length > shown.length && (
        <Button look="quiet" small onPress={() => setAll(true)}>
          {t('common.showAll', { count: sorted.length })}
        </Button>
      )}
    </div>
  );
}

function Row({ item, done }: { readonly item: ImportItemDoc; readonly done: boolean }) {
  const { t, i18n } = useTranslation();
  const { row, owner, name, outcome, error } = item;
  const words = error === undefined ? undefined : translateError(error, i18n.language);
  return (
    <tr>
      <td>{row}</td>
      <td className="nowrap">
        {owner === undefined ? (
          '–'
        ) : (
          <>
            {t(`credentials.keys.owner.${owner.by}`)} <span className="mono">{groupDigits(owner.value)}</span>
          </>
        )}
      </td>
      <td>{name ?? '–'}</td>
      <td>
        <Sign state={signs[outcome]}>{t(`credentials.import.${done ? 'done' : 'trial'}.${outcome}`)}</Sign>
        {words !== undefined && (
          <span className="small credential-more">{`${words.what} ${words.hint}`}</span>
        )}
      </td>
    </tr>
  );
}
