import { useTranslation } from 'react-i18next';
import './tries.css';

/** Tries that are left, as words; the last one stands out. */
export function Tries({ left }: { readonly left: number | undefined }) {
  const { t } = useTranslation();
  if (left === undefined) return <span className="tries">{t('key.triesUnknown')}</span>;
  return (
    <span className="tries" data-left={Math.min(left, 2)}>
      {t('key.tries', { count: left })}
    </span>
  );
}
