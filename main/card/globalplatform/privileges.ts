/** Bits of the privileges, GlobalPlatform Card Specification 2.3.1 tables 11-7 to 11-9, from the highest bit of the first byte. */
const names: readonly (readonly string[])[] = [
  [
    'security domain',
    'DAP verification',
    'delegated management',
    'card lock',
    'card terminate',
    'card reset',
    'CVM management',
    'mandated DAP verification',
  ],
  [
    'trusted path',
    'authorised management',
    'token management',
    'global delete',
    'global lock',
    'global registry',
    'final application',
    'global service',
  ],
  [
    'receipt generation',
    'ciphered load file data block',
    'contactless activation',
    'contactless self-activation',
  ],
];

/** Names of the privileges in 1 to 3 bytes; bits that are not assigned say nothing. */
export function privilegeNames(privileges: Uint8Array): readonly string[] {
  return names.flatMap((row, at) => {
    const byte = privileges[at] ?? 0;
    return row.filter((_name, bit) => (byte & (0x80 >> bit)) !== 0);
  });
}

/** Whether an application with these privileges is a security domain. */
export function isSecurityDomain(privileges: Uint8Array | undefined): boolean {
  return ((privileges?.[0] ?? 0) & 0x80) !== 0;
}
