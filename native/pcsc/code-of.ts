import { type PcscCode, pcscCodes } from './codes.ts';

/** How `smartcard` words a code in an error's message; it has no words for the other codes, and gives no numbers. */
const wording: Readonly<Record<string, string>> = {
  'Operation cancelled': 'SCARD_E_CANCELLED',
  'Cannot dispose handle': 'SCARD_E_CANT_DISPOSE',
  'Insufficient buffer': 'SCARD_E_INSUFFICIENT_BUFFER',
  'Invalid ATR': 'SCARD_E_INVALID_ATR',
  'Invalid handle': 'SCARD_E_INVALID_HANDLE',
  'Invalid parameter': 'SCARD_E_INVALID_PARAMETER',
  'Invalid target': 'SCARD_E_INVALID_TARGET',
  'Invalid value': 'SCARD_E_INVALID_VALUE',
  'Not enough memory': 'SCARD_E_NO_MEMORY',
  'PC/SC service not running': 'SCARD_E_NO_SERVICE',
  'No smart card present': 'SCARD_E_NO_SMARTCARD',
  'Reader not ready': 'SCARD_E_NOT_READY',
  'Transaction failed': 'SCARD_E_NOT_TRANSACTED',
  'PCI struct too small': 'SCARD_E_PCI_TOO_SMALL',
  'Protocol mismatch': 'SCARD_E_PROTO_MISMATCH',
  'Reader unavailable': 'SCARD_E_READER_UNAVAILABLE',
  'PC/SC service stopped': 'SCARD_E_SERVICE_STOPPED',
  'Sharing violation': 'SCARD_E_SHARING_VIOLATION',
  'System cancelled operation': 'SCARD_E_SYSTEM_CANCELLED',
  'Operation timed out': 'SCARD_E_TIMEOUT',
  'Unknown card type': 'SCARD_E_UNKNOWN_CARD',
  'Unknown reader': 'SCARD_E_UNKNOWN_READER',
  'No readers available': 'SCARD_E_NO_READERS_AVAILABLE',
  'Communication error': 'SCARD_F_COMM_ERROR',
  'Internal error': 'SCARD_F_INTERNAL_ERROR',
  'Card was removed': 'SCARD_W_REMOVED_CARD',
  'Card was reset': 'SCARD_W_RESET_CARD',
  'Card is unpowered': 'SCARD_W_UNPOWERED_CARD',
  'Card is unresponsive': 'SCARD_W_UNRESPONSIVE_CARD',
  'Card is not supported': 'SCARD_W_UNSUPPORTED_CARD',
};

/**
 * The PC/SC code behind an error of the binding: by its number where it carries one, else by its words; `undefined` where neither is
 * known ("Unknown PC/SC error": among others SCARD_W_SECURITY_VIOLATION, which is polkit's refusal).
 */
export function codeOf(error: unknown, platform: NodeJS.Platform): PcscCode | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return codeOfNumber(error.code, platform);
  const name = Object.hasOwn(wording, error.message) ? wording[error.message] : undefined;
  return pcscCodes.find((entry) => entry.name === name);
}

/** The code with this number, signed or unsigned, as the platform counts. */
export function codeOfNumber(number: number, platform: NodeJS.Platform): PcscCode | undefined {
  const unsigned = number >>> 0;
  return pcscCodes.find(
    (entry) => (platform === 'win32' ? (entry.windows ?? entry.code) : entry.code) === unsigned,
  );
}
