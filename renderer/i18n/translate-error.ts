import type { ErrorDoc } from '../../main/contract/error.ts';
import { deErrors } from './de/errors.ts';

interface ErrorText {
  readonly what: string;
  readonly meaning?: string | undefined;
  readonly hint: string;
}

/** The words for an error: those of the language by the error's code, else the engine's own, which are English. */
export function translateError(doc: ErrorDoc, language: string): ErrorText {
  const known = language.startsWith('de') ? deErrors[doc.code] : undefined;
  if (known === undefined) return { what: doc.what, meaning: doc.meaning, hint: doc.hint };
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(doc.details[name] ?? whole));
  const what = fill(known.what);
  // Words that lack a detail would say less than the engine's own.
  if (/\{\w+\}/.test(what)) return { what: doc.what, meaning: doc.meaning, hint: doc.hint };
  return {
    what,
    meaning: known.meaning === undefined ? doc.meaning : fill(known.meaning),
    hint: fill(known.hint),
  };
}
