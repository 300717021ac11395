import { useTranslation } from 'react-i18next';
import type { TraceDoc } from '../../../main/contract/trace.ts';
import { useEngineWords } from '../../i18n/engine-words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { traceText } from './trace-text.ts';

const spaced = (hex: string): string => hex.match(/../g)?.join(' ').toUpperCase() ?? '';

/** One exchange with its bytes; secrets come redacted from the engine. */
export function TraceDetail({ line }: { readonly line: TraceDoc | undefined }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  if (line === undefined)
    return (
      <aside className="trace-detail">
        <p className="quiet">{t('trace.choose')}</p>
      </aside>
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by key
    <aside className="trace-detail" tabIndex={0} aria-label={line.name}>
      <div className="row spread">
        <h3>{line.name}</h3>
        <CopyButton text={traceText(line)} label={t('trace.copyLine')} />
      </div>
      <p className="small quiet">{line.reader}</p>
      <ul className="small">
        {line.decoded.map((text) => (
          <li key={text}>{say(text)}</li>
        ))}
      </ul>
      <h4>{t('trace.command')}</h4>
      <p className="trace-bytes mono">{spaced(line.command)}</p>
      <h4>{t('trace.response')}</h4>
      <p className="trace-bytes mono">
        {line.response === undefined ? t('trace.noResponse') : `${spaced(line.response)} ${line.sw ?? ''}`}
      </p>
      <p>{say(line.meaning)}</p>
    </aside>
  );
}
