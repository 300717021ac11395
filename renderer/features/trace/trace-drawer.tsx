import { type KeyboardEvent, type PointerEvent, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { usePreferences } from '../../ui/preferences.ts';
import { TraceList } from './trace-list.tsx';
import { useTrace, useTraceFeed } from './trace-store.ts';
import './trace-drawer.css';

const lowest = 160;
const keyStep = 24;
const highest = () => Math.max(lowest, globalThis.innerHeight - 320);

/** The drawer at the bottom: closed until asked for, of the height it had before. */
export function TraceDrawer() {
  const { t } = useTranslation();
  useTraceFeed();
  const panel = useId();
  const count = useTrace(({ lines }) => lines.length);
  const { traceOpen, traceHeight, set } = usePreferences();
  const height = Math.min(traceHeight, highest());
  return (
    <section className="trace" aria-label={t('trace.title')}>
      {traceOpen && <Handle height={height} onHeight={(next) => set({ traceHeight: next })} />}
      <div className="trace-bar">
        <Button
          look="quiet"
          small
          aria-expanded={traceOpen}
          aria-controls={panel}
          aria-label={traceOpen ? t('trace.close') : t('trace.open')}
          onPress={() => set({ traceOpen: !traceOpen })}
        >
          <Icon name="trace" />
          {t('trace.title')}
        </Button>
        <span className="small quiet">{t('trace.count', { count })}</span>
      </div>
      <div id={panel} className="trace-panel" hidden={!traceOpen} style={{ height }}>
        {traceOpen && <TraceList />}
      </div>
    </section>
  );
}

/** The upper edge of the drawer: drag it, or use the arrow keys. */
function Handle({
  height,
  onHeight,
}: {
  readonly height: number;
  readonly onHeight: (height: number) => void;
}) {
  const { t } = useTranslation();
  const from = useRef<{ readonly y: number; readonly height: number }>(undefined);
  const set = (next: number) => onHeight(Math.min(highest(), Math.max(lowest, Math.round(next))));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: keyStep, ArrowDown: -keyStep }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    set(height + by);
  };
  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { y: event.clientY, height };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (from.current !== undefined) set(from.current.height + from.current.y - event.clientY);
  };
  return (
    <input
      type="range"
      className="trace-handle"
      aria-label={t('trace.resize')}
      min={lowest}
      max={highest()}
      value={height}
      onChange={(event) => set(Number(event.target.value))}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        from.current = undefined;
      }}
    />
  );
}
