import { AccessError } from '../../base/error.ts';
import { conditionFor, keysOf } from '../../card/access/condition-for.ts';
import { keyName } from '../../card/access/key-reference.ts';
import { sentenceFor } from '../../card/access/sentence.ts';
import type { FilePath } from '../../card/path.ts';
import type { AccessRuleBook } from './access-rule-book.ts';
import type { FileReading } from './types.ts';

/** Adds the access rules to a reading; a file that refused to be read then says which key it wants. */
export async function describeAccess(
  book: AccessRuleBook,
  reading: FileReading,
  oneM2mHomes: readonly FilePath[],
): Promise<FileReading> {
  const rules = await book.rulesOf(reading, oneM2mHomes);
  if (rules === undefined) return reading;
  if (reading.state !== 'no-access') return { ...reading, rules };
  const condition = conditionFor(rules, 'read');
  const keys = keysOf(condition).map(keyName);
  const problem = new AccessError('access.denied', `${reading.name}: ${sentenceFor('read', condition)}`, {
    hint:
      keys.length === 0
        ? 'Leave it unread; no PIN or key opens it.'
        : `Present ${keys.join(' or ')} with another tool, or leave it unread: Cardwright presents no PIN to read.`,
    meaning: 'The card is unharmed; no try was used.',
    clause: 'ETSI TS 102 221 9.2',
    details: { keys: keys.join(', ') },
    cause: reading.problem,
  });
  return { ...reading, rules, problem };
}
