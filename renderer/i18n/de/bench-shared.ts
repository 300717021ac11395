import type { benchShared as english } from '../en/bench-shared.ts';

export const benchShared: typeof english = {
  noReader: 'Was anzuschließen ist, oder eine Karte des Simulators',
  keySet: {
    label: 'Schlüsselsatz',
    counter: 'letzter Zähler {{counter}}',
    none: 'Diese Station hat keinen Schlüsselsatz dafür',
    noneLead:
      'Nehmen Sie eine Schlüsseldatei des Herausgebers oder Betreibers auf, oder geben Sie die Schlüssel für dieses Mal ein.',
    import: 'Schlüssel aufnehmen',
  },
  secret: {
    help: '{{lengths}} Bytes hexadezimal. Nur für dieses Mal; er wird nicht gespeichert.',
    wrong: 'Ein Schlüssel hat {{lengths}} Bytes: je zwei hexadezimale Ziffern.',
  },
  algorithm: {
    '3des-2': '3DES, zwei Schlüssel',
    '3des-3': '3DES, drei Schlüssel',
    'aes-128': 'AES-128',
    'aes-192': 'AES-192',
    'aes-256': 'AES-256',
  },
};
