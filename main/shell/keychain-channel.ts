import type { KeychainAnswer, KeychainRequest } from '../contract/envelope.ts';
import type { Keychain } from './keychain.ts';

/** Answers one question of the engine. A keychain that refuses is an answer, too; its message may not hold the bytes. */
export function answerKeychain(keychain: Keychain, request: KeychainRequest): KeychainAnswer {
  const { id } = request;
  try {
    if (request.keychain === 'available')
      return { keychain: 'available', id, ok: true, available: keychain.available() };
    const bytes = keychain[request.keychain](Buffer.from(request.bytes, 'base64'));
    return { keychain: request.keychain, id, ok: true, bytes: Buffer.from(bytes).toString('base64') };
  } catch {
    return {
      keychain: request.keychain,
      id,
      ok: false,
      error: {
        code: 'vault.keychain-failed',
        kind: 'store',
        what: 'The keychain of the operating system refused.',
        meaning: 'Stored keys stay locked; nothing was lost.',
        hint: 'Unlock the keychain (log in to the desktop again) and open the vault once more.',
        details: { action: request.keychain },
      },
    };
  }
}
