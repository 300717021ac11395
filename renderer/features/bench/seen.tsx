import { type ReactNode, useEffect, useRef } from 'react';
import { scrollInPage } from '../../ui/scroll-in-page.ts';

/** What has just come about below a long form, and must not be overlooked: it scrolls itself into view. */
export function Seen({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => scrollInPage(place.current, 'nearest'), []);
  return <div ref={place}>{children}</div>;
}
