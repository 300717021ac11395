import { useTranslation } from 'react-i18next';
import type { ReceiptDoc } from '../../../main/contract/receipt.ts';
import { groupDigits } from '../../i18n/format.ts';
import type { SignState } from '../../ui/sign.tsx';
import { useRouteName } from './route-words.ts';
import '../../ui/outcome-card.css';

interface OutcomeWords {
  readonly state: SignState;
  readonly title: string;
  readonly lead: string;
}

/** How a write ended, in a title and a sentence that says where exactly. */
export function useOutcome(receipt: ReceiptDoc): OutcomeWords {
  const { t } = useTranslation();
  const count = receipt.done.filter(({ state }) => state === 'done').length;
  const at = receipt.done.find(
    ({ state }) => state === 'failed' || state === 'unknown' || state === 'intended',
  );
  const next = receipt.done.find(({ state }) => state === 'skipped' || state === 'pending');
  const isUnknown = at?.state === 'unknown' || at?.state === 'intended';
  const lead = isUnknown
    ? t('provision.result.stoppedUnknown', { file: at.file })
    : count === 0
      ? t('provision.result.stoppedNothing')
      : t('provision.result.stoppedLead', { count });
  const where = (how: 'stopped' | 'interrupted'): string => {
    if (at !== undefined) return t(`provision.result.${how}`, { file: at.file });
    if (count === 0) return t('provision.result.stoppedPlain');
    return next === undefined
      ? t(`receipts.state.${how}`)
      : t(`provision.result.${how}Before`, { file: next.file });
  };
  switch (receipt.result) {
    case 'verified':
      return {
        state: 'good',
        title: receipt.kind === 'wipe' ? t('provision.result.wiped') : t('provision.result.verified'),
        lead: t('provision.result.verifiedLead'),
      };
    case 'mismatch':
      return {
        state: 'fault',
        title: t('provision.result.mismatch'),
        lead: t('provision.result.mismatchLead'),
      };
    case 'cancelled':
      return { state: 'attention', title: t('provision.result.cancelled'), lead };
    case 'interrupted':
      return { state: 'fault', title: where('interrupted'), lead };
    case 'stopped':
      break;
  }
  return { state: 'fault', title: where('stopped'), lead };
}

/** The card, the number of its receipt and the route, to be seen from afar. */
export function Outcome({ receipt }: { readonly receipt: ReceiptDoc }) {
  const { t } = useTranslation();
  const nameOf = useRouteName();
  return (
    <p className="outcome-card">
      <span className="mono">{groupDigits(receipt.iccid)}</span>
      <span>{t('provision.result.receipt', { number: receipt.number })}</span>
      <span className="quiet">{nameOf(receipt.route, receipt.keySet)}</span>
      {receipt.simulated && <span className="chip chip-simulator">{t('common.simulator')}</span>}
    </p>
  );
}
