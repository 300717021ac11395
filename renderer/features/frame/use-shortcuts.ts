import { useEffect } from 'react';
import { usePreferences } from '../../ui/preferences.ts';
import { go } from './place.ts';

interface Handlers {
  readonly onPalette: () => void;
  readonly onHelp: () => void;
}

const byAlt: Readonly<Record<string, () => void>> = {
  KeyC: () => go({ page: 'cards' }),
  KeyP: () => go({ page: 'provision' }),
  KeyE: () => go({ page: 'enrol' }),
  KeyB: () => go({ page: 'bench', tab: 'ota' }),
  KeyK: () => go({ page: 'credentials', tab: 'gateways' }),
  KeyR: () => go({ page: 'receipts' }),
  KeyS: () => go({ page: 'settings', tab: 'station' }),
  KeyT: () => {
    const { traceOpen, set } = usePreferences.getState();
    set({ traceOpen: !traceOpen });
  },
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Keys between which less time passes come from a scanner, not from a hand. */
const scannerGapMs = 40;

/** The keys that work everywhere. */
export function useShortcuts({ onPalette, onHelp }: Handlers): void {
  useEffect(() => {
    let last = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      const fast = event.timeStamp - last < scannerGapMs;
      last = event.timeStamp;
      const run =
        (event.ctrlKey || event.metaKey) && event.code === 'KeyK'
          ? onPalette
          : event.altKey && !event.ctrlKey && !event.metaKey
            ? byAlt[event.code]
            : event.key === '?' && !isTyping(event.target) && !fast
              ? onHelp
              : undefined;
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, [onPalette, onHelp]);
}
