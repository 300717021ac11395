import { hex8 } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';

/** Key references of ETSI TS 102 221 table 9.3 and the names Cardwright gives them. */
const names = new Map<number, string>([
  ...row(0x01, 8, (n) => (n === 1 ? 'PIN1' : `PIN1 of application ${n}`)),
  ...row(0x0a, 5, (n) => `ADM${n}`),
  [0x11, 'Universal PIN'],
  // The table calls these "second application PIN"; PIN2 is what the first of them is called everywhere else.
  ...row(0x81, 8, (n) => (n === 1 ? 'PIN2' : `PIN2 of application ${n}`)),
  ...row(0x8a, 5, (n) => `ADM${n + 5}`),
]);

/** Every key reference of the table, ascending. */
export const keyReferences: readonly number[] = [...names.keys()];

/** `PIN1` (01), `PIN2` (81), `ADM1` (0A), `Universal PIN` (11), `PIN1 of application 2` (02); `key 42` for a reference that is not in the table. */
export function keyName(reference: number): string {
  return names.get(reference) ?? `key ${hex8(reference)}`;
}

/**
 * The reference of a name as {@link keyName} gives it, or of two hexadecimal digits.
 * @throws InputError `key.unknown`, which does not repeat the name: it may be a key in the wrong place
 */
export function keyReference(name: string): number {
  const wanted = name.trim().toLowerCase();
  for (const [reference, known] of names) if (known.toLowerCase() === wanted) return reference;
  const digits = /^(?:key )?([0-9a-f]{2})$/.exec(wanted)?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  throw new InputError('key.unknown', 'This is not the name of a PIN or key.', {
    hint: 'Write PIN1, PIN2, ADM1 to ADM10, Universal PIN, or the key reference as two hexadecimal digits.',
    clause: 'ETSI TS 102 221 9.5.1',
  });
}

/** Administrative keys: what a technician presents in order to write. */
export function isAdministrative(reference: number): boolean {
  return (reference & 0x7f) >= 0x0a && (reference & 0x7f) <= 0x0e;
}

function row(first: number, count: number, name: (n: number) => string): [number, string][] {
  return Array.from({ length: count }, (_, i) => [first + i, name(i + 1)]);
}
