import { useTranslation } from 'react-i18next';
import type { PorStatusDoc } from '../../../../main/contract/ota.ts';
import { useEngineWords } from '../../../i18n/engine-words.ts';

/** What a proof of receipt says, and what to do where that is not “done”. */
export function StatusPanel({ status }: { readonly status: PorStatusDoc }) {
  const { t } = useTranslation();
  const say = useEngineWords();
  return (
    <div className="panel ota-status">
      <p>
        <span className="eyebrow">{t('bench.ota.proof.status')}</span> <strong>{say(status.name)}</strong>{' '}
        <span className="mono small quiet">{status.code.toUpperCase()}</span>
      </p>
      <p>{say(status.meaning)}</p>
      {status.outcome !== 'done' && (
        <p>
          <strong>{say(status.hint)}</strong>
        </p>
      )}
    </div>
  );
}
