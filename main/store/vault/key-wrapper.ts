/** The keychain of the operating system, injected by a host that has one. */
export interface KeyWrapper {
  /** False where the keychain is missing or keeps what it is given in plain text: then it is not used. */
  available(): Promise<boolean>;
  /** Encrypts `bytes` so that only this user on this machine can unwrap them. */
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  /** Rejects for bytes it did not wrap. */
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}
