import type { CallInput } from '../../contract/calls.ts';
import type { KeyInput } from '../../contract/secret.ts';

/** ADM1 of the shipped seeds. */
export const adm: { readonly ADM1: KeyInput } = { ADM1: { format: 'digits', value: '12345678' } };
/** The same as it is sent to the card. */
export const admBytes = '3132333435363738';
export const wrongAdm: { readonly ADM1: KeyInput } = { ADM1: { format: 'digits', value: '87654329' } };

/** A work order for a card whose files are there. */
export const workOrder = (reader: string): CallInput<'plan.make'> => ({
  reader,
  profile: 'access-network',
  values: {
    'subscription-id': 'sub-0001',
    'service-provider-id': '//sp.example.com',
    'cse-id': '//sp.example.com/cse-gw1',
    'ae-ids': ['S0190-sensor', 'S0190-meter'],
    'maf-fqdn': 'maf.example.com',
    'mef-addresses': ['mef.example.com', '192.0.2.1'],
  },
});
