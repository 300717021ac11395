import { useSyncExternalStore } from 'react';

export const settingsTabs = ['station', 'look', 'vault', 'profiles', 'simulator', 'about'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

/** Where the user is. */
export type Place =
  | { readonly page: 'cards' | 'provision' | 'receipts' | 'audit' }
  | { readonly page: 'card'; readonly reader: string }
  | { readonly page: 'receipt'; readonly receipt: string }
  | { readonly page: 'settings'; readonly tab: SettingsTab };

export function hashOf(place: Place): string {
  switch (place.page) {
    case 'card':
      return `#/cards/${encodeURIComponent(place.reader)}`;
    case 'receipt':
      return `#/receipts/${encodeURIComponent(place.receipt)}`;
    case 'settings':
      return `#/settings/${place.tab}`;
    case 'audit':
      return '#/receipts/audit';
    case 'cards':
    case 'provision':
    case 'receipts':
      break;
  }
  return `#/${place.page}`;
}

/** An address that leads nowhere is the list of cards. */
export function placeOf(hash: string): Place {
  const [page = '', detail = ''] = hash.replace(/^#\//, '').split('/');
  switch (page) {
    case 'cards':
      return detail === '' ? { page: 'cards' } : { page: 'card', reader: decodeURIComponent(detail) };
    case 'receipts':
      if (detail === 'audit') return { page: 'audit' };
      return detail === '' ? { page: 'receipts' } : { page: 'receipt', receipt: decodeURIComponent(detail) };
    case 'settings':
      return { page: 'settings', tab: settingsTabs.find((tab) => tab === detail) ?? 'station' };
    case 'provision':
      return { page: 'provision' };
    default:
      return { page: 'cards' };
  }
}

export function go(place: Place): void {
  globalThis.location.hash = hashOf(place);
}

const subscribe = (listener: () => void): (() => void) => {
  globalThis.addEventListener('hashchange', listener);
  return () => globalThis.removeEventListener('hashchange', listener);
};

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => globalThis.location.hash));
}
