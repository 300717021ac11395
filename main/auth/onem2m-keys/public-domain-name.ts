import { InputError } from '../../base/error.ts';
import { faultOfFqdn, requireFqdn } from '../gba/fqdn.ts';

/** A CSE and what its public domain name hangs from. */
export type CseInDomain =
  | {
      readonly node: 'infrastructure';
      /** Absolute (`//sp.example.com/in-cse`), or SP-relative with `serviceProvider`. */
      readonly cseId: string;
      /** The M2M-SP-ID, where the CSE-ID does not say it. */
      readonly serviceProvider?: string;
    }
  | {
      /** A middle node or an application service node. */
      readonly node: 'field';
      readonly cseId: string;
      /** The public domain name of the infrastructure node: the CSE-ID of the field node does not tell it. */
      readonly infrastructureName: string;
    };

const clause = 'oneM2M TS-0001 6.5.1.1';

/**
 * The public domain name of a CSE: its CSE-ID, then the service provider's domain for an infrastructure node, or the public
 * domain name of the infrastructure node for a field node. oneM2M TS-0001 6.5.1.1.
 *
 * An operator is free to put another name for the node into its DNS; then that name is the FQDN to use.
 * @throws InputError `onem2m.cse-id`, `fqdn.malformed` or `onem2m.public-domain-name`
 */
export function publicDomainNameOfCse(cse: CseInDomain): string {
  const { provider, relative } = splitCseId(cse.cseId);
  const parent = cse.node === 'infrastructure' ? (provider ?? cse.serviceProvider) : cse.infrastructureName;
  if (parent === undefined)
    throw unusable('an SP-relative CSE-ID does not tell the domain of its service provider');
  requireFqdn('The domain above the CSE', parent);
  if (cse.node === 'infrastructure' && (cse.serviceProvider ?? parent) !== parent)
    throw unusable('the CSE-ID belongs to another service provider');
  if (provider !== undefined && parent !== provider && !parent.endsWith(`.${provider}`))
    throw unusable('the infrastructure node is not in the domain of the service provider');
  const name = `${relative}.${parent}`;
  const fault = faultOfFqdn(name);
  if (fault !== undefined) throw unusable(`the CSE-ID does not fit into a domain name, ${fault}`);
  return name;
}

function splitCseId(cseId: string): { readonly provider: string | undefined; readonly relative: string } {
  const match = /^(?:\/\/([^/]+))?\/([^/]+)$/.exec(cseId);
  if (match?.[2] === undefined)
    throw new InputError('onem2m.cse-id', 'This is not a CSE-ID.', {
      hint: 'Write it as //sp.example.com/cse1 or /cse1.',
      clause: 'oneM2M TS-0001 7.2',
    });
  return { provider: match[1], relative: match[2] };
}

function unusable(reason: string): InputError {
  return new InputError('onem2m.public-domain-name', `The CSE has no public domain name: ${reason}.`, {
    hint: 'Ask the service provider for the domain name of the CSE and give that.',
    clause,
  });
}
