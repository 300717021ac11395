import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceDoc } from '../../../main/contract/trace.ts';
import { useCall } from '../../client/use-call.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { formatTime } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { download } from '../../ui/download.ts';
import { Field, Tick } from '../../ui/fields.tsx';
import { TraceDetail } from './trace-detail.tsx';
import { useTrace } from './trace-store.ts';
import { isRefusal, matches, traceText } from './trace-text.ts';

const rowHeight = 28;

/** The exchanges, filtered; the chosen one is opened beside the list. */
export function TraceList() {
  const { t } = useTranslation();
  const { lines, clear } = useTrace();
  const forget = useCall('trace.clear');
  const [filter, setFilter] = useState('');
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const shown = useMemo(
    () => lines.filter((line) => matches(line, filter) && (!onlyFailed || isRefusal(line))),
    [lines, filter, onlyFailed],
  );
  const text = () => shown.map(traceText).join('\n');
  return (
    <div className="trace-content">
      <div className="trace-tools">
        <Field
          label={<span className="visually-hidden">{t('trace.filter')}</span>}
          value={filter}
          onChange={setFilter}
          example={t('trace.filterPlaceholder')}
        />
        <Tick isSelected={onlyFailed} onChange={setOnlyFailed}>
          {t('trace.onlyFailed')}
        </Tick>
        <span className="trace-gap" />
        <CopyButton text={text()} label={t('trace.copyAll')} />
        <Button look="quiet" small onPress={() => download('cardwright-trace.txt', 'text/plain', text())}>
          {t('trace.exportText')}
        </Button>
        <Button
          look="quiet"
          small
          onPress={() =>
            download('cardwright-trace.json', 'application/json', JSON.stringify(shown, null, 2))
          }
        >
          {t('trace.exportJson')}
        </Button>
        <Button look="quiet" small onPress={() => forget.mutate({}, { onSuccess: clear })}>
          {t('trace.clear')}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="trace-empty quiet">{lines.length === 0 ? t('trace.empty') : t('trace.nothing')}</p>
      ) : (
        <div className="trace-split">
          <Lines lines={shown} chosen={chosen} onChoose={setChosen} />
          <TraceDetail line={shown.find(({ number }) => number === chosen)} />
        </div>
      )}
    </div>
  );
}

interface LinesProps {
  readonly lines: readonly TraceDoc[];
  readonly chosen: number | undefined;
  readonly onChoose: (number: number) => void;
}

/** Only the visible lines are in the document. The list follows new lines while it is at its end and no pointer is in it. */
function Lines({ lines, chosen, onChoose }: LinesProps) {
  const { t, i18n } = useTranslation();
  const say = useEngineWords();
  const box = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const inside = useRef(false);
  // oxlint-disable-next-line react/incompatible-library -- the compiler that this is about is not used
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 800, height: 400 },
  });
  useEffect(() => {
    if (follow.current && !inside.current && lines.length > 0) virtual.scrollToIndex(lines.length - 1);
  }, [lines.length, virtual]);
  const at = lines.findIndex(({ number }) => number === chosen);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? lines.length - 1 : at - 1,
      Home: 0,
      End: lines.length - 1,
    }[event.key];
    const line = to === undefined ? undefined : lines[to];
    if (to === undefined || line === undefined) return;
    event.preventDefault();
    onChoose(line.number);
    virtual.scrollToIndex(to);
  };
  return (
    <div
      ref={box}
      className="trace-lines"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot be virtual nor hold columns
      role="listbox"
      tabIndex={0}
      aria-label={t('trace.list')}
      {...(at >= 0 && { 'aria-activedescendant': `trace-${chosen}` })}
      onKeyDown={onKeyDown}
      onPointerEnter={() => {
        inside.current = true;
      }}
      onPointerLeave={() => {
        inside.current = false;
      }}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        follow.current = scrollTop + clientHeight >= scrollHeight - rowHeight;
      }}
    >
      <div className="trace-height" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the listbox around it has the keys
            <div
              key={line.number}
              id={`trace-${line.number}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see the listbox
              role="option"
              tabIndex={-1}
              aria-selected={line.number === chosen}
              className="trace-line"
              data-refusal={isRefusal(line) || undefined}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onChoose(line.number)}
            >
              <span className="quiet">{formatTime(line.at, i18n.language)}</span>
              <span className="trace-name">{line.name}</span>
              <span className="trace-about">{line.decoded.map(say).join(', ')}</span>
              <span className="mono">{line.sw ?? '––––'}</span>
              <span className="trace-meaning">{say(line.meaning)}</span>
              <span className="trace-ms quiet">{line.elapsedMs.toFixed(1)} ms</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
