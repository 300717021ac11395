import { checkAeId } from './ae-id.ts';
import type { IdentifierCheck } from './check.ts';
import { checkCseId } from './cse-id.ts';
import { checkFqdn } from './fqdn.ts';
import { checkMefAddress } from './mef-address.ts';
import { checkNodeId } from './node-id.ts';
import { checkServiceProviderId } from './service-provider-id.ts';
import { checkSubscriptionId } from './subscription-id.ts';

const checks: ReadonlyMap<string, (text: string) => IdentifierCheck> = new Map([
  ['EF_1M2MSID', checkSubscriptionId],
  ['EF_1M2MSPID', checkServiceProviderId],
  ['EF_M2MNID', checkNodeId],
  ['EF_CSEID', checkCseId],
  ['EF_M2MAE-ID', checkAeId],
  ['EF_INCSEIDS', checkCseId],
  ['EF_MAFFQDN', checkFqdn],
  ['EF_MEFID', checkMefAddress],
]);

/**
 * Checks the value of a oneM2M file (or of one of its records) against the syntax of its identifier. `name` is that of the
 * declaration, `EF_CSEID`; `undefined` for a file without identifiers. Never throws.
 */
export function checkIdentifier(name: string, text: string): IdentifierCheck | undefined {
  return checks.get(name)?.(text);
}
