import { concatBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { decodeTlvs, encodeTlv, type Tlv } from '../tlv/ber.ts';
import { decodeCondition, encodeCondition } from './condition.ts';
import {
  instructionOf,
  modeBit,
  operationsOfInstruction,
  operationsOfMode,
  type RuleSubject,
} from './operations.ts';
import type { AccessRule, SecurityCondition } from './types.ts';

type AccessMode = Pick<AccessRule, 'operations' | 'instructions'>;

/**
 * Access rules in expanded form: the value of tag AB, or a record of EF_ARR with its filling (ETSI TS 102 221 9.2, ISO/IEC 7816-4
 * 5.4.3.2). An access mode DO is followed by its security condition DOs, of which any one suffices.
 * Total: a rule without one of its halves is a CardError `access.malformed`, broken data objects are `tlv.malformed`.
 */
export function decodeExpandedRules(bytes: Uint8Array, subject: RuleSubject): readonly AccessRule[] {
  const rules: { mode: AccessMode; conditions: SecurityCondition[] }[] = [];
  for (const tlv of decodeTlvs(bytes)) {
    const mode = decodeMode(tlv, subject);
    const open = rules.at(-1);
    if (mode === undefined) {
      if (open === undefined) throw malformed('a condition has no access mode');
      open.conditions.push(decodeCondition(tlv));
    } else {
      if (open?.conditions.length === 0) throw malformed('an access mode has no condition');
      rules.push({ mode, conditions: [] });
    }
  }
  return rules.map(({ mode, conditions }) => {
    const [first, ...more] = conditions;
    if (first === undefined) throw malformed('an access mode has no condition');
    return { ...mode, condition: more.length === 0 ? first : { kind: 'any', of: conditions } };
  });
}

/**
 * The rules as in tag AB or, filled up with FF, in a record of EF_ARR. Operations without a bit of their own (RESIZE FILE, INCREASE)
 * become rules by command header. @throws InputError `access.not-expressible`
 */
export function encodeExpandedRules(rules: readonly AccessRule[], subject: RuleSubject): Uint8Array {
  return concatBytes(
    ...rules.flatMap((rule) => {
      const condition = encodeCondition(rule.condition);
      return encodeModes(rule, subject).map((mode) => concatBytes(mode, condition));
    }),
  );
}

/** The access mode in a data object: tag 80, or a command header (81 to 8F); `undefined` for any other tag. */
function decodeMode(tlv: Tlv, subject: RuleSubject): AccessMode | undefined {
  if (tlv.tag === 0x9c) return { operations: [], instructions: [] }; // proprietary
  if (tlv.tag < 0x80 || tlv.tag > 0x8f) return undefined;
  if (tlv.tag === 0x80) {
    const [mode] = tlv.value;
    if (mode === undefined || tlv.value.length !== 1) throw malformed('an access mode is not one byte');
    const operations = operationsOfMode(mode, subject).filter((operation) => operation !== undefined);
    return { operations, instructions: [] };
  }
  const instructions = [...new Set(instructionsOfHeader(tlv))];
  // A rule that also names P1 or P2 governs a variant of the command only.
  const wholeCommand = (tlv.tag & 0x03) === 0;
  return {
    operations: wholeCommand ? [...new Set(instructions.flatMap(operationsOfInstruction))] : [],
    instructions,
  };
}

/** Bits 4 to 1 of the tag say which of CLA, INS, P1 and P2 are present, in this order, once or several times over. */
function instructionsOfHeader(tlv: Tlv): readonly number[] {
  const present = [0x08, 0x04, 0x02, 0x01].filter((bit) => (tlv.tag & bit) !== 0);
  if (tlv.value.length === 0 || tlv.value.length % present.length !== 0)
    throw malformed('a command header has another length than its tag says');
  const position = present.indexOf(0x04);
  return position < 0 ? [] : [...tlv.value].filter((_, i) => i % present.length === position);
}

function encodeModes(rule: AccessRule, subject: RuleSubject): readonly Uint8Array[] {
  const covered = new Set(rule.instructions.flatMap(operationsOfInstruction));
  const instructions = new Set(rule.instructions);
  let mode = 0;
  for (const operation of rule.operations) {
    const bit = modeBit(operation, subject);
    const instruction = instructionOf(operation);
    if (bit !== undefined && !covered.has(operation)) mode |= bit;
    else if (instruction !== undefined) instructions.add(instruction);
    else if (bit === undefined && !covered.has(operation)) throw notExpressible(operation, subject);
  }
  return [
    ...(mode === 0 ? [] : [encodeTlv(0x80, Uint8Array.of(mode))]),
    ...[...instructions].map((instruction) => encodeTlv(0x84, Uint8Array.of(instruction))),
  ];
}

function malformed(why: string): CardError {
  return new CardError('access.malformed', `The access rules are malformed: ${why}.`, {
    hint: 'Treat the access conditions of this file as unknown.',
    clause: 'ETSI TS 102 221 9.2',
  });
}

function notExpressible(operation: string, subject: RuleSubject): InputError {
  return new InputError('access.not-expressible', `An access rule for ${operation} means nothing here.`, {
    hint:
      subject === 'ef'
        ? 'Leave it out: it governs directories.'
        : 'Leave it out: it governs elementary files.',
    clause: 'ISO/IEC 7816-4 5.4.3.2',
  });
}
