import type { AccessOperation } from './types.ts';

/** Files and directories give the low bits of an access mode byte different meanings. */
export type RuleSubject = 'ef' | 'df';

/** Bits 7 to 1 of an access mode byte in this order, ISO/IEC 7816-4 tables 17 (EF) and 18 (DF); TS 102 221 9.2 refers to them. */
const bitOperations: Readonly<Record<RuleSubject, readonly (readonly [number, AccessOperation])[]>> = {
  ef: [
    [0x40, 'delete'],
    [0x20, 'terminate'],
    [0x10, 'activate'],
    [0x08, 'deactivate'],
    [0x04, 'append'],
    [0x02, 'update'],
    [0x01, 'read'],
  ],
  df: [
    [0x40, 'delete'],
    [0x20, 'terminate'],
    [0x10, 'activate'],
    [0x08, 'deactivate'],
    [0x04, 'create-df'],
    [0x02, 'create-ef'],
    [0x01, 'delete-child'],
  ],
};

/** Instructions that have no bit of their own or can be given by command header as well. */
const instructionOperations: ReadonlyMap<number, readonly AccessOperation[]> = new Map([
  [0xb0, ['read']],
  [0xb2, ['read']],
  [0xa2, ['read']],
  [0xd6, ['update']],
  [0xdc, ['update']],
  [0xe2, ['append']],
  [0x44, ['activate']],
  [0x04, ['deactivate']],
  [0xe6, ['terminate']],
  [0xe8, ['terminate']],
  [0xe4, ['delete']],
  [0xe0, ['create-ef', 'create-df']],
  [0xd4, ['resize']],
  [0x32, ['increase']],
]);

/** What each set bit of an access mode byte stands for, from bit 7 down; `undefined` for bit 8 forms, whose bits 7 to 4 are proprietary. */
export function operationsOfMode(
  mode: number,
  subject: RuleSubject,
): readonly (AccessOperation | undefined)[] {
  return bitOperations[subject]
    .filter(([bit]) => (mode & bit) !== 0)
    .map(([bit, operation]) => ((mode & 0x80) !== 0 && bit >= 0x08 ? undefined : operation));
}

/** The bit of `operation` in an access mode byte; `undefined` where only a command header can name it. */
export function modeBit(operation: AccessOperation, subject: RuleSubject): number | undefined {
  return bitOperations[subject].find(([, known]) => known === operation)?.[0];
}

export function operationsOfInstruction(instruction: number): readonly AccessOperation[] {
  return instructionOperations.get(instruction) ?? [];
}

/** The instruction byte of the operations without a bit: RESIZE FILE and INCREASE. */
export function instructionOf(operation: AccessOperation): number | undefined {
  return operation === 'resize' ? 0xd4 : operation === 'increase' ? 0x32 : undefined;
}
