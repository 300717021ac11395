/** Values for every variable of the shipped profiles but the GBA services. */
export const gatewayValues: Record<string, string | string[]> = {
  'subscription-id': 'sub-0001',
  'service-provider-id': '//sp.example.com',
  'node-id': 'urn:gsma:imei:90420156-025763-0',
  'cse-id': '//sp.example.com/cse-gw1',
  'ae-ids': ['S0190-sensor', 'S0190-meter'],
  'in-cse-ids': ['//sp.example.com/in-cse'],
  'maf-fqdn': 'maf.example.com',
  'mef-addresses': ['mef.example.com', '192.0.2.1'],
};
