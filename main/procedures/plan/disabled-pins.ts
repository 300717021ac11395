import { isAdministrative } from '../../card/access/key-reference.ts';
import type { SecurityCondition } from '../../card/access/types.ts';
import type { KeyStatus } from '../inventory/types.ts';

/**
 * PINs of the whole card that are switched off: what they guard is open, ETSI TS 102 221 9.5.1. An ADM cannot be switched off, and a local
 * PIN (81 and above) may be off in one application and on in another.
 */
export function disabledPins(statuses: readonly KeyStatus[]): ReadonlySet<number> {
  return new Set(
    statuses
      .filter(
        ({ state, reference }) => state === 'disabled' && reference < 0x80 && !isAdministrative(reference),
      )
      .map(({ reference }) => reference),
  );
}

/** What is left of `condition` when the PINs in `disabled` need not be presented. */
export function withoutPins(condition: SecurityCondition, disabled: ReadonlySet<number>): SecurityCondition {
  switch (condition.kind) {
    case 'key':
      return disabled.has(condition.reference) ? { kind: 'always' } : condition;
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map((part) => withoutPins(part, disabled)) };
    case 'always':
    case 'never':
    case 'secure-messaging':
    case 'external-authentication':
    case 'unknown':
    default:
      return condition;
  }
}
