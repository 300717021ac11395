import { useEffect, useRef } from 'react';

/** Going to another page takes away what was pressed: the focus then waits at the title, not at the top of the window. */
export function useKeptFocus(place: string): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('#content h1[tabindex]')?.focus();
  }, [place]);
}
