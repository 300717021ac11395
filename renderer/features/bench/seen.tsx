import { type ReactNode, useEffect, useRef } from 'react';

/** What has just come about below a long form, and must not be overlooked: it scrolls itself into view. */
export function Seen({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView?.({ block: 'nearest' }), []);
  return <div ref={place}>{children}</div>;
}
