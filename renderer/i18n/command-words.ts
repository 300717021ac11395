import { useTranslation } from 'react-i18next';
import { engineWords } from './engine-words.ts';

/** A command with its explanations, `SELECT: FID 6F02, Sends 2 bytes`: the name stays, what it does is said in the user's language. */
export function commandWords(text: string, language: string): string {
  const [, name, said] = /^([^:]+): (.*)$/.exec(text) ?? [];
  if (name === undefined || said === undefined) return engineWords(text, language);
  // Split so that what stood between the parts stays.
  return `${name}: ${said
    .split(/(, |; )/)
    .map((part) => engineWords(part, language))
    .join('')}`;
}

export function useCommandWords(): (text: string) => string {
  const { i18n } = useTranslation();
  return (text) => commandWords(text, i18n.language);
}
