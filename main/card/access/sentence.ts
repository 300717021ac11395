import { toHex } from '../../base/bytes.ts';
import { keyName } from './key-reference.ts';
import type { AccessOperation, SecurityCondition } from './types.ts';

const operationNames: Readonly<Record<AccessOperation, string>> = {
  read: 'Read',
  update: 'Update',
  append: 'Append',
  activate: 'Activate',
  deactivate: 'Deactivate',
  terminate: 'Terminate',
  delete: 'Delete',
  'create-ef': 'Create file',
  'create-df': 'Create directory',
  'delete-child': 'Delete a file in it',
  resize: 'Resize',
  increase: 'Increase',
};

/** One sentence a technician can read: `Update needs ADM1.`, `Read is always allowed.` */
export function sentenceFor(operation: AccessOperation, condition: SecurityCondition): string {
  const name = operationNames[operation];
  if (condition.kind === 'always') return `${name} is always allowed.`;
  if (condition.kind === 'never') return `${name} is never allowed.`;
  return `${name} needs ${phrase(condition, false)}.`;
}

/** The condition as what is needed: `ADM1`, `PIN1 or ADM1`, `PIN1 and (ADM1 or ADM2)`. */
function phrase(condition: SecurityCondition, nested: boolean): string {
  switch (condition.kind) {
    case 'always':
      return 'nothing';
    case 'never':
      return 'the impossible';
    case 'key':
      return keyName(condition.reference);
    case 'secure-messaging':
      return 'a secure channel';
    case 'external-authentication':
      return 'an authentication with a key of the card issuer';
    case 'unknown':
      return `a condition Cardwright does not know (${toHex(condition.raw)})`;
    case 'all':
    case 'any':
    default: {
      const joined = condition.of
        .map((part) => phrase(part, true))
        .join(condition.kind === 'all' ? ' and ' : ' or ');
      return nested && condition.of.length > 1 ? `(${joined})` : joined;
    }
  }
}
