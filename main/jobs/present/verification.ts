import { toHex } from '../../base/bytes.ts';
import { formatPath } from '../../card/path.ts';
import type { VerificationItemDoc } from '../../contract/plan.ts';
import type { VerificationItem } from '../../procedures/plan/types.ts';

export function presentVerificationItem(item: VerificationItem): VerificationItemDoc {
  const { path, name, record, expected, actual, match } = item;
  return {
    path: formatPath(path),
    file: name,
    ...(record === undefined ? {} : { record }),
    expected: toHex(expected),
    ...(actual === undefined ? {} : { actual: toHex(actual) }),
    match,
  };
}
