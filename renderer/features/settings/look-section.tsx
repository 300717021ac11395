import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/fields.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { Section } from './section.tsx';

/** Language, theme, contrast and density of this window. */
export function LookSection() {
  const { t } = useTranslation();
  const { language, theme, contrast, density, set } = usePreferences();
  const system = { value: 'system', label: t('settings.look.system') } as const;
  return (
    <Section title={t('settings.look.title')}>
      <Choice
        inline
        label={t('settings.look.language')}
        value={language}
        onChange={(next) => set({ language: next })}
        options={[
          system,
          { value: 'en', label: <span lang="en">{t('settings.look.english')}</span> },
          { value: 'de', label: <span lang="de">{t('settings.look.german')}</span> },
        ]}
      />
      <Choice
        inline
        label={t('settings.look.theme')}
        value={theme}
        onChange={(next) => set({ theme: next })}
        options={[
          system,
          { value: 'light', label: t('settings.look.light') },
          { value: 'dark', label: t('settings.look.dark') },
        ]}
      />
      <Choice
        inline
        label={t('settings.look.contrast')}
        value={contrast}
        onChange={(next) => set({ contrast: next })}
        options={[
          system,
          { value: 'normal', label: t('settings.look.normal') },
          { value: 'more', label: t('settings.look.more') },
        ]}
      />
      <Choice
        inline
        label={t('settings.look.density')}
        value={density}
        onChange={(next) => set({ density: next })}
        options={[
          { value: 'comfortable', label: t('settings.look.comfortable') },
          { value: 'dense', label: t('settings.look.dense') },
        ]}
      />
    </Section>
  );
}
