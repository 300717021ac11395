import { useEffect } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Theme = 'system' | 'light' | 'dark';
export type Contrast = 'system' | 'more' | 'normal';
export type Density = 'comfortable' | 'dense';
export type Language = 'system' | 'en' | 'de';

interface Preferences {
  readonly theme: Theme;
  readonly contrast: Contrast;
  readonly density: Density;
  readonly language: Language;
  readonly traceOpen: boolean;
  /** Pixels. */
  readonly traceHeight: number;
  readonly set: (change: Partial<Omit<Preferences, 'set'>>) => void;
}

/** What this window remembers of its user. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      contrast: 'system',
      density: 'comfortable',
      language: 'system',
      traceOpen: false,
      traceHeight: 260,
      set: (change) => set(change),
    }),
    { name: 'cardwright.preferences' },
  ),
);

const moreContrast = '(prefers-contrast: more)';

/** Puts theme, contrast and density on the document, where the tokens look for them. */
export function useAppearance(): void {
  const { theme, contrast, density } = usePreferences();
  useEffect(() => {
    const query = globalThis.matchMedia(moreContrast);
    const apply = () => {
      const { dataset } = document.documentElement;
      dataset['theme'] = theme;
      dataset['density'] = density;
      dataset['contrast'] =
        contrast === 'more' || (contrast === 'system' && query.matches) ? 'more' : 'normal';
    };
    apply();
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, [theme, contrast, density]);
}
