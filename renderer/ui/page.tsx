import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import './page.css';

const ActionsContext = createContext<HTMLElement | null>(null);

/** The actions of a part of the page, in the page’s own bar: for pages whose parts have different ones. */
export function PageActions({ primary, secondary }: Pick<PageProps, 'primary' | 'secondary'>) {
  const bar = useContext(ActionsContext);
  if (bar === null || !(isShown(primary) || isShown(secondary))) return null;
  return createPortal(
    <>
      <div className="page-secondary">{secondary}</div>
      {primary}
    </>,
    bar,
  );
}

interface PageProps {
  readonly title?: ReactNode;
  /** In place of title, lead, back and aside; it then holds the first heading. */
  readonly head?: ReactNode;
  readonly lead?: ReactNode;
  /** Above the title: where back leads. */
  readonly back?: ReactNode;
  readonly aside?: ReactNode;
  /** The one thing to press next; always in the lower right corner. */
  readonly primary?: ReactNode;
  readonly secondary?: ReactNode;
  readonly children: ReactNode;
  /** The body is no longer than the window: its `.fills` part takes what is left and scrolls itself. */
  readonly fill?: boolean;
  /** Changes when another page or step is shown: the title then takes the focus. */
  readonly focusKey?: string;
}

const isShown = (part: ReactNode): boolean => part !== undefined && part !== false;

/** A screen: title, body that scrolls, and a bar with the actions. */
export function Page({
  title,
  head,
  lead,
  back,
  aside,
  primary,
  secondary,
  children,
  fill = false,
  focusKey,
}: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [bar, setBar] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (focusKey === undefined) return;
    body.current?.scrollTo?.({ top: 0 });
    // A field that asks for the focus itself keeps it.
    if (body.current?.contains(document.activeElement) !== true) heading.current?.focus();
  }, [focusKey]);
  return (
    <div className="page">
      <div className="page-body" data-fill={fill || undefined} ref={body}>
        {head ?? (
          <header className="page-head">
            <div className="page-title">
              {back}
              <h1 ref={heading} tabIndex={-1}>
                {title}
              </h1>
              {lead !== undefined && <div className="page-lead prose">{lead}</div>}
            </div>
            {aside}
          </header>
        )}
        <ActionsContext value={bar}>{children}</ActionsContext>
      </div>
      <footer className="page-actions" ref={setBar}>
        {(isShown(primary) || isShown(secondary)) && (
          <>
            <div className="page-secondary">{secondary}</div>
            {primary}
          </>
        )}
      </footer>
    </div>
  );
}
