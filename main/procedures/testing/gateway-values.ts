import { InternalError } from '../../base/error.ts';
import { shippedProfiles } from '../profile/shipped-profiles.ts';
import type { Profile, ProfileValues } from '../profile/types.ts';

/** A complete set of values for the shipped profiles: services 1 to 6. */
export const gatewayValues: ProfileValues = {
  'subscription-id': 'sub-0001',
  'service-provider-id': '//sp.example.com',
  'node-id': 'urn:gsma:imei:90420156-025763-0',
  'cse-id': '//sp.example.com/cse-gw1',
  'ae-ids': ['S0190-sensor', 'S0190-meter'],
  'in-cse-ids': ['//sp.example.com/in-cse'],
  'maf-fqdn': 'maf.example.com',
  'mef-addresses': ['mef.example.com', '192.0.2.1'],
};

export function shippedProfile(name: string): Profile {
  const profile = shippedProfiles().find((each) => each.name === name);
  if (profile === undefined)
    throw new InternalError('profile.unknown', `There is no shipped profile ${name}.`, {
      hint: 'Correct the test.',
    });
  return profile;
}
