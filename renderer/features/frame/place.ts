import { useSyncExternalStore } from 'react';

export const settingsTabs = ['station', 'look', 'vault', 'profiles', 'simulator', 'about'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

export const benchTabs = ['ota', 'globalplatform', 'aka'] as const;
export type BenchTab = (typeof benchTabs)[number];

export const credentialTabs = ['gateways', 'keys'] as const;
export type CredentialTab = (typeof credentialTabs)[number];

/** Where the user is. */
export type Place =
  | { readonly page: 'cards' | 'provision' | 'enrol' | 'receipts' | 'audit' }
  | { readonly page: 'card'; readonly reader: string }
  | { readonly page: 'receipt'; readonly receipt: string }
  | { readonly page: 'bench'; readonly tab: BenchTab }
  | { readonly page: 'credentials'; readonly tab: CredentialTab }
  | { readonly page: 'settings'; readonly tab: SettingsTab };

export function hashOf(place: Place): string {
  switch (place.page) {
    case 'card':
      return `#/cards/${encodeURIComponent(place.reader)}`;
    case 'receipt':
      return `#/receipts/${encodeURIComponent(place.receipt)}`;
    case 'bench':
    case 'credentials':
    case 'settings':
      return `#/${place.page}/${place.tab}`;
    case 'audit':
      return '#/receipts/audit';
    case 'cards':
    case 'provision':
    case 'enrol':
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
    case 'bench':
      return { page: 'bench', tab: benchTabs.find((tab) => tab === detail) ?? 'ota' };
    case 'credentials':
      return { page: 'credentials', tab: credentialTabs.find((tab) => tab === detail) ?? 'gateways' };
    case 'provision':
    case 'enrol':
      return { page };
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
