import { useTranslation } from 'react-i18next';
import { hashOf, type Place } from './place.ts';
import './rail.css';

const rooms = [
  { name: 'cards', place: { page: 'cards' }, pages: ['cards', 'card'] },
  { name: 'provision', place: { page: 'provision' }, pages: ['provision'] },
  { name: 'enrol', place: { page: 'enrol' }, pages: ['enrol'] },
  { name: 'bench', place: { page: 'bench', tab: 'ota' }, pages: ['bench'] },
  { name: 'credentials', place: { page: 'credentials', tab: 'gateways' }, pages: ['credentials'] },
  { name: 'receipts', place: { page: 'receipts' }, pages: ['receipts', 'receipt', 'audit'] },
  { name: 'settings', place: { page: 'settings', tab: 'station' }, pages: ['settings'] },
] as const satisfies readonly { name: string; place: Place; pages: readonly Place['page'][] }[];

/** The rooms of the application, in words. */
export function Rail({ page }: { readonly page: Place['page'] }) {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t('frame.rail')}>
      <p className="rail-name">Cardwright</p>
      <ul>
        {rooms.map(({ name, place, pages }) => (
          <li key={name}>
            <a
              className="rail-link"
              href={hashOf(place)}
              aria-current={pages.some((one) => one === page) ? 'page' : undefined}
            >
              {t(`frame.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
