import { useTranslation } from 'react-i18next';
import type { ReceiptDoc } from '../../../main/contract/receipt.ts';
import { Sign, type SignState } from '../../ui/sign.tsx';

const signs = {
  verified: 'good',
  mismatch: 'fault',
  stopped: 'fault',
  cancelled: 'attention',
  interrupted: 'unknown',
} as const satisfies Record<ReceiptDoc['result'], SignState>;

export function ResultSign({ result }: { readonly result: ReceiptDoc['result'] }) {
  const { t } = useTranslation();
  return <Sign state={signs[result]}>{t(`receipts.state.${result}`)}</Sign>;
}
