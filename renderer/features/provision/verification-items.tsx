import { useTranslation } from 'react-i18next';
import type { VerificationItemDoc } from '../../../main/contract/plan.ts';
import type { ByteRange } from '../../ui/hex.ts';
import { HexView } from '../../ui/hex-view.tsx';
import { Sign } from '../../ui/sign.tsx';
import { verificationRows } from './verification-rows.ts';
import '../../ui/table.css';

/** The bytes in which two contents of hexadecimal text differ. */
function differences(expected: string, actual: string): readonly ByteRange[] {
  const length = Math.max(expected.length, actual.length) / 2;
  return Array.from({ length }, (_, offset) => offset)
    .filter((at) => expected.slice(2 * at, 2 * at + 2) !== actual.slice(2 * at, 2 * at + 2))
    .map((offset) => ({ offset, length: 1 }));
}

/** Each file or record: the same, or the bytes side by side. */
export function VerificationItems({ items }: { readonly items: readonly VerificationItemDoc[] }) {
  const { t } = useTranslation();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('provision.result.file')}</th>
          <th scope="col">{t('provision.result.expected')}</th>
          <th scope="col">{t('provision.result.actual')}</th>
        </tr>
      </thead>
      <tbody>
        {verificationRows(items).map(({ item, lastRecord }) => (
          <tr key={`${item.path} ${item.record ?? ''}`}>
            <th scope="row">
              {item.file}
              {item.record !== undefined && (
                <span className="plan-title">
                  {item.record === lastRecord
                    ? t('provision.plan.record', { record: item.record })
                    : t('provision.plan.records', { from: item.record, to: lastRecord })}
                </span>
              )}
            </th>
            {item.match ? (
              <td colSpan={2}>
                <Sign state="good">{t('provision.result.same')}</Sign>
              </td>
            ) : (
              <Difference item={item} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Difference({ item: { expected, actual } }: { readonly item: VerificationItemDoc }) {
  const { t } = useTranslation();
  const marked = differences(expected, actual ?? '');
  return (
    <>
      <td>
        <HexView hex={expected} marked={marked} bare label={t('provision.result.expected')} />
      </td>
      <td>
        {actual === undefined ? (
          <Sign state="fault">{t('provision.result.missing')}</Sign>
        ) : (
          <HexView hex={actual} marked={marked} bare label={t('provision.result.actual')} />
        )}
      </td>
    </>
  );
}
