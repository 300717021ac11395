import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../ui/preferences.ts';
import { de } from './de/catalogue.ts';
import { en } from './en/catalogue.ts';

function resolve(language: Language): 'en' | 'de' {
  if (language !== 'system') return language;
  return navigator.language.startsWith('de') ? 'de' : 'en';
}

const i18n = createInstance();

/** Sets up the catalogues; to be awaited before the first screen. */
export async function startI18n(language: Language): Promise<void> {
  await i18n.use(initReactI18next).init({
    lng: resolve(language),
    fallbackLng: 'en',
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18n.language;
}

export async function changeLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(resolve(language));
  document.documentElement.lang = i18n.language;
}
