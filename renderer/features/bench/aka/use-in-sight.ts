import { type RefObject, useEffect, useRef } from 'react';
import { scrollInPage } from '../../../ui/scroll-in-page.ts';

/** Brings an answer into sight and gives its heading the focus each time a new one has come. */
export function useInSight<E extends HTMLElement>(answer: unknown): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (answer === undefined) return;
    element.current?.focus({ preventScroll: true });
    scrollInPage(element.current?.closest('section'), 'start');
  }, [answer]);
  return element;
}
