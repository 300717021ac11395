import { hex8 } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { modeBit, operationsOfMode, type RuleSubject } from './operations.ts';
import type { AccessOperation, AccessRule, SecurityCondition } from './types.ts';

/**
 * Access rules in compact form, the value of tag 8C: an access mode byte and one security condition byte for each bit set in its bits
 * 7 to 1, the highest first; repeated (ISO/IEC 7816-4 5.4.3.1). Operations with the same condition are one rule.
 * Total: a missing byte is a CardError `access.malformed`.
 */
export function decodeCompactRules(bytes: Uint8Array, subject: RuleSubject): readonly AccessRule[] {
  const byCondition = new Map<number, AccessOperation[]>();
  let at = 0;
  while (at < bytes.length) {
    const operations = operationsOfMode(bytes[at]!, subject);
    at++;
    for (const operation of operations) {
      const condition = bytes[at];
      if (condition === undefined) throw cutOff();
      at++;
      if (operation === undefined) continue;
      const group = byCondition.get(condition) ?? [];
      group.push(operation);
      byCondition.set(condition, group);
    }
  }
  return [...byCondition].map(([byte, operations]) => ({
    operations,
    instructions: [],
    condition: conditionOfByte(byte),
  }));
}

/**
 * One access mode byte and its condition bytes for the operations of `rules`. Compact form knows no key references.
 * @throws InputError `access.not-expressible` for a key, a combination, or an operation or instruction without a bit.
 */
export function encodeCompactRules(rules: readonly AccessRule[], subject: RuleSubject): Uint8Array {
  const conditions = new Map<number, number>();
  for (const rule of rules) {
    if (rule.instructions.length > 0) throw notExpressible('a rule for single instructions');
    for (const operation of rule.operations) {
      const bit = modeBit(operation, subject);
      if (bit === undefined) throw notExpressible(`the operation ${operation}`);
      conditions.set(bit, byteOfCondition(rule.condition));
    }
  }
  const bits = [...conditions.keys()].sort((a, b) => b - a);
  return Uint8Array.of(
    bits.reduce((mode, bit) => mode | bit, 0),
    ...bits.map((bit) => conditions.get(bit)!),
  );
}

/**
 * A security condition byte, ISO/IEC 7816-4 table 20: 00 always, FF never; else which kinds of security a security environment
 * (bits 4 to 1) demands. Bit 5, user authentication, does not tell which PIN, so it stays unknown.
 */
export function conditionOfByte(byte: number): SecurityCondition {
  if (byte === 0x00) return { kind: 'always' };
  if (byte === 0xff) return { kind: 'never' };
  const raw = Uint8Array.of(byte);
  switch (byte & 0x70) {
    case 0x40:
      return { kind: 'secure-messaging', raw };
    case 0x20:
      return { kind: 'external-authentication', raw };
    default:
      return { kind: 'unknown', raw };
  }
}

function byteOfCondition(condition: SecurityCondition): number {
  switch (condition.kind) {
    case 'always':
      return 0x00;
    case 'never':
      return 0xff;
    case 'secure-messaging':
    case 'external-authentication':
    case 'unknown': {
      const [byte] = condition.raw;
      if (byte === undefined || condition.raw.length !== 1) throw notExpressible('this condition');
      return byte;
    }
    case 'key':
      throw notExpressible(`the key reference ${hex8(condition.reference)}`);
    case 'all':
    case 'any':
    default:
      throw notExpressible('a combination of conditions');
  }
}

function cutOff(): CardError {
  return new CardError('access.malformed', 'The compact access rules are cut off.', {
    hint: 'Treat the access conditions of this file as unknown.',
    clause: 'ISO/IEC 7816-4 5.4.3.1',
  });
}

function notExpressible(what: string): InputError {
  return new InputError('access.not-expressible', `Compact access rules cannot express ${what}.`, {
    hint: 'Use the expanded form (tag AB) or a record of EF_ARR (tag 8B).',
    clause: 'ISO/IEC 7816-4 5.4.3.1',
  });
}
