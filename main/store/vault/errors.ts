import { StoreError } from '../../base/error.ts';

const kept = 'The stored keys are kept.';

export function locked(): StoreError {
  return new StoreError('vault.locked', 'The stored keys are locked.', {
    hint: 'Open them with the passphrase of this station.',
    meaning: kept,
  });
}

export function noPassphrase(): StoreError {
  return new StoreError(
    'vault.no-passphrase',
    'The stored keys have no passphrase; the keychain opens them.',
    {
      hint: 'Open Cardwright as the app on this machine; there a passphrase can be added.',
      meaning: kept,
    },
  );
}

export function noKeychain(): StoreError {
  return new StoreError('vault.no-keychain', 'This system has no keychain that encrypts what it keeps.', {
    hint: 'Unlock or install a keyring (GNOME Keyring, KWallet), or use a passphrase.',
    meaning: 'No key was stored in plain text.',
  });
}

export function keychainChanged(cause: unknown): StoreError {
  return new StoreError('vault.keychain-changed', 'The keychain no longer opens the stored keys.', {
    hint: 'Log in as the user who stored them, or open them with the passphrase.',
    meaning: kept,
    cause,
  });
}

export function setMeanwhile(): StoreError {
  return new StoreError('vault.busy', 'Another Cardwright process has just set the station key.', {
    hint: 'Open the stored keys again, with the passphrase given there.',
    meaning: kept,
  });
}

export function tampered(owner: string, name: string): StoreError {
  return new StoreError('vault.tampered', 'A stored key was changed and does not open.', {
    hint: 'Forget this key and store it again.',
    details: { owner, name },
  });
}

export function wrongPassphrase(): StoreError {
  return new StoreError('vault.wrong-passphrase', 'This is not the passphrase of this station.', {
    hint: 'Type it again; capitals count.',
    meaning: kept,
  });
}

export function noMemory(cause: unknown): StoreError {
  return new StoreError(
    'vault.no-memory',
    'The passphrase could not be checked: the memory does not suffice.',
    {
      hint: 'Close other programs, then try again.',
      meaning: kept,
      cause,
    },
  );
}
