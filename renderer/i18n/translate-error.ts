import type { ErrorDoc } from '../../main/contract/error.ts';
import { deMeaning } from './de/errors/meanings.ts';
import { deErrors, deInternal } from './de/errors.ts';

interface ErrorText {
  readonly what: string;
  readonly meaning?: string | undefined;
  readonly hint: string;
}

/** The words for an error: those of the language by the error's code, else the engine's own, which are English. */
export function translateError(doc: ErrorDoc, language: string): ErrorText {
  const own = { what: doc.what, meaning: doc.meaning, hint: doc.hint };
  if (!language.startsWith('de')) return own;
  const known = deErrors[doc.code] ?? (doc.kind === 'internal' ? deInternal : undefined);
  if (known === undefined) return own;
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(doc.details[name] ?? whole));
  // Words that lack a detail would say less than the engine's own.
  const what = [known.what].flat().map(fill).find(isFilled);
  if (what === undefined) return own;
  return {
    what,
    meaning: doc.meaning === undefined ? undefined : deMeaning(doc.meaning),
    hint: fill(known.hint),
  };
}

const isFilled = (text: string): boolean => !/\{\w+\}/.test(text);
