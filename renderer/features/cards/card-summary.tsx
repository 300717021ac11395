import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileDoc, InventoryDoc } from '../../../main/contract/card.ts';
import { useFindingWords } from '../../i18n/translate-finding.ts';
import { Icon } from '../../ui/icon.tsx';
import { SignMark, type SignState } from '../../ui/sign.tsx';
import { Findings, signOf } from './findings.tsx';
import { KeyList } from './key-list.tsx';
import { keysInShort } from './keys-in-short.ts';
import { worstFirst } from './worst-first.ts';
import './card-summary.css';

interface Props {
  readonly inventory: InventoryDoc;
  readonly onOpen: (path: string) => void;
}

/** Health and keys in one line each, so that the files stay in sight; the whole of either on demand. */
export function CardSummary({ inventory, onOpen }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [shown, setShown] = useState<'findings' | 'keys'>();
  const { health, files, keys } = inventory;
  const tab = (name: 'findings' | 'keys', state: SignState | undefined, children: ReactNode) => (
    <button
      type="button"
      className="summary-tab"
      aria-expanded={shown === name}
      aria-controls={shown === name ? id : undefined}
      onClick={() => setShown(shown === name ? undefined : name)}
    >
      {state !== undefined && <SignMark state={state} />}
      {children}
      <Icon name="chevron" />
    </button>
  );
  const inShort = keysInShort(keys, files);
  return (
    <section className="summary" aria-label={t('card.summary')}>
      <div className="summary-bar">
        {health.findings.length === 0 ? (
          <p className="summary-tab">
            <SignMark state={health.word === 'good' ? 'good' : 'unknown'} />
            <span className="summary-text">
              {health.word === 'good' ? t('card.findings.none') : t('health.unknown')}
            </span>
          </p>
        ) : (
          <FindingsLine health={health} files={files} tab={tab} />
        )}
        {tab(
          'keys',
          inShort?.isTight === true ? 'attention' : undefined,
          <span className="summary-text">
            {inShort === undefined ? (
              t('card.keys.title')
            ) : (
              <>
                <strong>{inShort.name}</strong>{' '}
                {inShort.left === undefined || inShort.state === 'blocked'
                  ? t(`key.state.${inShort.state}`)
                  : t('key.tries', { count: inShort.left })}
              </>
            )}
          </span>,
        )}
      </div>
      {shown !== undefined && (
        <div className="summary-panel" id={id}>
          {shown === 'findings' ? (
            <Findings health={health} files={files} onOpen={onOpen} />
          ) : (
            <KeyList keys={keys} reader={inventory.reader} takenAt={inventory.takenAt} />
          )}
        </div>
      )}
    </section>
  );
}

interface LineProps {
  readonly health: InventoryDoc['health'];
  readonly files: readonly FileDoc[];
  readonly tab: (name: 'findings', state: SignState, children: ReactNode) => ReactNode;
}

/** The worst finding, and how many more there are. */
function FindingsLine({ health, files, tab }: LineProps) {
  const { t } = useTranslation();
  const words = useFindingWords(files);
  const [worst, ...more] = worstFirst(health.findings);
  if (worst === undefined) return null;
  return tab(
    'findings',
    signOf[worst.severity],
    <>
      <span className="summary-text">
        <span className="visually-hidden">{t(`card.findings.${worst.severity}`)}: </span>
        {words(worst).what}
      </span>
      {more.length > 0 && (
        <span className="summary-more">{t('card.findings.more', { count: more.length })}</span>
      )}
    </>,
  );
}
