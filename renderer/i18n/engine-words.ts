import { useTranslation } from 'react-i18next';
import { deBenchWords } from './de/bench-words.ts';
import { deCommandPatterns, deCommandWords } from './de/command-words.ts';
import { deEngineWords, deProgress } from './de/engine-words.ts';
import { deGbaPatterns, deGbaWords } from './de/gba-words.ts';
import { deGpPatterns, deGpWords } from './de/gp-words.ts';
import { deOtaPatterns, deOtaWords } from './de/ota-words.ts';

/** Plain words of the engine, which are English, in the language of the user where they are known. */
export function engineWords(text: string, language: string): string {
  if (!language.startsWith('de')) return text;
  const [, verb = '', file = ''] = /^(\w+) (\S+)$/.exec(text) ?? [];
  return (
    deEngineWords[text] ??
    deGbaWords[text] ??
    deGpWords[text] ??
    deOtaWords[text] ??
    deCommandWords[text] ??
    deBenchWords[text] ??
    deProgress[verb]?.replace('{file}', file) ??
    byPattern(text) ??
    text
  );
}

function byPattern(text: string): string | undefined {
  const [pattern, words] =
    [...deGbaPatterns, ...deGpPatterns, ...deOtaPatterns, ...deCommandPatterns].find(([one]) =>
      one.test(text),
    ) ?? [];
  return pattern === undefined || words === undefined ? undefined : text.replace(pattern, words);
}

export function useEngineWords(): (text: string) => string {
  const { i18n } = useTranslation();
  return (text) => engineWords(text, i18n.language);
}
