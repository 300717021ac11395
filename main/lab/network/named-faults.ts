import { InputError } from '../../base/error.ts';
import type { BsfFault, NafFault } from './faults.ts';

/** Which server does what wrong. */
export type LabFault =
  | { readonly at: 'bsf'; readonly fault: BsfFault }
  | { readonly at: 'naf'; readonly fault: NafFault };

/** Longer than a client waits that was told nothing else. */
const slow = { kind: 'slow', ms: 20_000 } as const;

const bsf = (fault: BsfFault): LabFault => ({ at: 'bsf', fault });
const naf = (fault: NafFault): LabFault => ({ at: 'naf', fault });

export const noFault = 'none';

/** The faults of the lab network by the names they are asked for; {@link noFault} ends them. */
export const labFaults: ReadonlyMap<string, LabFault> = new Map([
  ['bsf-wrong-autn', bsf({ kind: 'wrong-autn' })],
  ['bsf-resynchronisation', bsf({ kind: 'old-sqn-first' })],
  ['bsf-old-sqn', bsf({ kind: 'old-sqn' })],
  ['bsf-unknown-subscriber', bsf({ kind: 'status', status: 403 })],
  ['bsf-wrong-realm', bsf({ kind: 'wrong-realm' })],
  ['bsf-wrong-proof', bsf({ kind: 'wrong-proof' })],
  ['bsf-expired', bsf({ kind: 'expired' })],
  ['bsf-bad-xml', bsf({ kind: 'bad-xml' })],
  ['bsf-other-xml', bsf({ kind: 'other-xml' })],
  ['bsf-html', bsf({ kind: 'html' })],
  ['bsf-failure', bsf({ kind: 'status', status: 500 })],
  ['bsf-slow', bsf(slow)],
  ['bsf-cut', bsf({ kind: 'cut' })],
  ['naf-refuses', naf({ kind: 'refuse-b-tid' })],
  ['naf-expired', naf({ kind: 'expired-b-tid' })],
  ['naf-uicc-key-only', naf({ kind: 'uicc-key-only' })],
  ['naf-wrong-realm', naf({ kind: 'wrong-realm' })],
  ['naf-html', naf({ kind: 'html' })],
  ['naf-failure', naf({ kind: 'status', status: 500 })],
  ['naf-slow', naf(slow)],
  ['naf-cut', naf({ kind: 'cut' })],
]);

export const labFaultNames: readonly string[] = [noFault, ...labFaults.keys()];

/** @throws InputError `lab.network-fault` */
export function labFaultNamed(name: string): LabFault | undefined {
  const found = labFaults.get(name);
  if (found !== undefined || name === noFault) return found;
  throw new InputError('lab.network-fault', 'The network of the lab knows no fault of this name.', {
    hint: `Choose one of: ${labFaultNames.join(', ')}.`,
    meaning: 'The network of the lab is as it was.',
  });
}
