import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';

/** A gateway gets its key by way of its card. */
export function EnrolPage() {
  const { t } = useTranslation();
  return <Page title={t('enrol.title')}>{null}</Page>;
}
