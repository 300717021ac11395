import { CardwrightError } from '../../../base/error.ts';
import { conditionFor, isSatisfied } from '../../../card/access/condition-for.ts';
import { decodeExpandedRules } from '../../../card/access/expanded.ts';
import type { RuleSubject } from '../../../card/access/operations.ts';
import type { AccessOperation, AccessRule, SecurityCondition } from '../../../card/access/types.ts';
import type { Card } from './card.ts';
import { ancestorsOf, childByFid, fileOf, isDirectory } from './file-tree.ts';
import { type CardFile, type CardImage, masterFileHandle } from './image.ts';
import { isKeySatisfied } from './keys.ts';
import { recordOf } from './records.ts';
import { Refusal } from './refusal.ts';
import type { Channel } from './session.ts';
import { status } from './status.ts';

/** Refuses with 6982 unless the access rules of `file` allow `operation` now. ETSI TS 102 221 9.2. */
export function requireAccess(
  card: Card,
  channel: Channel,
  file: CardFile,
  operation: AccessOperation,
): void {
  if (!isAllowed(card, channel, file, operation)) throw new Refusal(status.securityNotSatisfied);
}

export function isAllowed(card: Card, channel: Channel, file: CardFile, operation: AccessOperation): boolean {
  const condition = conditionFor(rulesOf(card.image, file), expressible(file, operation));
  return holds(card, channel, condition);
}

/** Compact rules have no bit for INCREASE and RESIZE FILE: this card then asks for what UPDATE needs. */
function expressible(file: CardFile, operation: AccessOperation): AccessOperation {
  const compact = file.header.security.form === 'compact';
  return compact && (operation === 'increase' || operation === 'resize') ? 'update' : operation;
}

/** The rules that govern `file`; none, so that nothing is allowed, where they cannot be found or read. */
function rulesOf(image: CardImage, file: CardFile): readonly AccessRule[] {
  const { security } = file.header;
  switch (security.form) {
    case 'compact':
    case 'expanded':
      return security.rules;
    case 'referenced':
      return referencedRules(image, file, security.fid, security.record);
    case 'none':
    case 'malformed':
    default:
      return [];
  }
}

/** EF_ARR is looked for in the file's own directory, then in those above it; one with FID 2Fxx is the MF's. ETSI TS 102 221 9.2.7. */
function referencedRules(
  image: CardImage,
  file: CardFile,
  fid: number,
  record: number,
): readonly AccessRule[] {
  const above = ancestorsOf(image, file);
  const own = isDirectory(file) ? [file, ...above] : above;
  const directories = fid >> 8 === 0x2f ? [fileOf(image, masterFileHandle)] : own;
  for (const directory of directories) {
    const arr = childByFid(image, directory.id, fid);
    if (arr === undefined) continue;
    const rules = recordOf(arr, record);
    return rules === undefined ? [] : decodeRules(rules, isDirectory(file) ? 'df' : 'ef');
  }
  return [];
}

function decodeRules(record: Uint8Array, subject: RuleSubject): readonly AccessRule[] {
  try {
    return decodeExpandedRules(record, subject);
  } catch (error) {
    if (error instanceof CardwrightError) return [];
    throw error;
  }
}

function holds(card: Card, channel: Channel, condition: SecurityCondition): boolean {
  switch (condition.kind) {
    case 'key':
      return isKeySatisfied(card, channel, condition.reference);
    case 'all':
      return condition.of.every((part) => holds(card, channel, part));
    case 'any':
      return condition.of.some((part) => holds(card, channel, part));
    case 'unknown': {
      // A compact condition byte 1x: user authentication as security environment x defines it.
      const [byte, ...rest] = condition.raw;
      if (byte === undefined || rest.length > 0 || (byte & 0xf0) !== 0x10) return false;
      const references = card.image.environments.get(byte & 0x0f) ?? [];
      return references.some((reference) => isKeySatisfied(card, channel, reference));
    }
    case 'always':
    case 'never':
    case 'secure-messaging':
    case 'external-authentication':
    default:
      return isSatisfied(condition, new Set()) === true;
  }
}
