/** Words that several tools of the bench have in common. */
export const benchShared = {
  noReader: 'What to plug in, or a card of the simulator',
  keySet: {
    label: 'Key set',
    counter: 'last counter {{counter}}',
    none: 'This station has no key set for it',
    noneLead: 'Import a file of keys from the issuer or the operator, or type the keys for this once.',
    import: 'Import keys',
  },
  secret: {
    help: '{{lengths}} bytes in hexadecimal. Used for this once and not stored.',
    wrong: 'A key has {{lengths}} bytes: two hexadecimal digits each.',
  },
  algorithm: {
    '3des-2': '3DES, two keys',
    '3des-3': '3DES, three keys',
    'aes-128': 'AES-128',
    'aes-192': 'AES-192',
    'aes-256': 'AES-256',
  },
};
