import { useEffect, useRef } from 'react';

/** Keys of a scanner follow each other within this time, in milliseconds; a hand is slower. */
const gapMs = 50;
const shortest = 4;

export interface ScanOrigin {
  /** `name` of the input that had the focus, and what it held before the scan. */
  readonly field: string | undefined;
  readonly valueBefore: string;
}

/**
 * Calls `onScan` for keystrokes that come as fast as only a scanner types and end with Enter. What the scanner has typed into the
 * focused input meanwhile is for the caller to undo: `origin` says what was there.
 */
export function useScanner(onScan: (text: string, origin: ScanOrigin) => void): void {
  const handler = useRef(onScan);
  useEffect(() => {
    handler.current = onScan;
  });
  useEffect(() => {
    let text = '';
    let last = Number.NEGATIVE_INFINITY;
    let origin: ScanOrigin = { field: undefined, valueBefore: '' };
    const begin = (target: EventTarget | null) => {
      const input =
        target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;
      origin = { field: input?.name || undefined, valueBefore: input?.value ?? '' };
      text = '';
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const fast = event.timeStamp - last <= gapMs;
      if (event.key === 'Enter') {
        if (fast && text.length >= shortest) {
          event.preventDefault();
          event.stopPropagation();
          handler.current(text, origin);
        }
        text = '';
        return;
      }
      if (event.key.length !== 1) return;
      if (!fast) begin(event.target);
      text += event.key;
      last = event.timeStamp;
    };
    globalThis.addEventListener('keydown', onKeyDown, { capture: true });
    return () => globalThis.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
