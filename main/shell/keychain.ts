import type { SafeStorage } from 'electron';

/** What the engine asks of the OS keychain over its channel: see `keychainRequest` in `main/contract/envelope.ts`. */
export interface Keychain {
  available(): boolean;
  wrap(bytes: Uint8Array): Uint8Array;
  unwrap(bytes: Uint8Array): Uint8Array;
}

/**
 * The OS keychain through Electron's safeStorage. On Linux without a keyring safeStorage “encrypts” with a password that is in its
 * source code: that counts as not available.
 */
export function keychainOf(
  safeStorage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >,
  platform: NodeJS.Platform,
): Keychain {
  return {
    available() {
      if (!safeStorage.isEncryptionAvailable()) return false;
      if (platform !== 'linux') return true;
      const backend: string = safeStorage.getSelectedStorageBackend();
      return backend !== 'basic_text' && backend !== 'unknown';
    },
    wrap: (bytes) => safeStorage.encryptString(Buffer.from(bytes).toString('base64')),
    unwrap: (bytes) => Buffer.from(safeStorage.decryptString(Buffer.from(bytes)), 'base64'),
  };
}
