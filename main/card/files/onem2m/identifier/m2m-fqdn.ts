/** The FQDN inside M2M identifiers, oneM2M TS-0004 6.2.3: lower case, and each label begins with a letter. */
const label = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** What is wrong with the FQDN of an M2M-SP-ID; `undefined` when nothing is. */
export function faultOfM2mFqdn(text: string): string | undefined {
  if (text === '') return 'the FQDN of the service provider is missing';
  if (/[A-Z]/.test(text)) return 'the FQDN of the service provider has capital letters';
  if (text.length > 253) return 'the FQDN of the service provider is longer than 253 characters';
  for (const part of text.split('.')) {
    if (part === '') return 'the FQDN of the service provider has an empty label';
    if (part.length > 63) return 'a label of the FQDN is longer than 63 characters';
    if (/^\d/.test(part)) return `“${part}” in the FQDN begins with a digit`;
    if (!label.test(part)) return `“${part}” is not a label of an FQDN`;
  }
  return undefined;
}
