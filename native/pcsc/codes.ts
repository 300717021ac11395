/** What a PC/SC code means for us; `pcsc-error.ts` has the sentences. */
export type PcscFault =
  | 'service-gone'
  | 'no-permission'
  | 'reader-unknown'
  | 'reader-lost'
  | 'reader-not-ready'
  | 'held'
  | 'card-absent'
  | 'card-mute'
  | 'card-removed'
  | 'card-reset'
  | 'exchange-failed'
  | 'protocol-mismatch'
  | 'cancelled'
  | 'timeout'
  /** A handle or context that is no longer good: the service was restarted, or the reader came back. */
  | 'stale-handle'
  /** The transport to the service broke, or the service means the link to the card: only a second look tells. */
  | 'broken-link'
  /** A defect of ours or of a driver. */
  | 'unexpected';

export interface PcscCode {
  readonly name: string;
  /** As an unsigned 32-bit number, in pcsc-lite and where no other number is given. */
  readonly code: number;
  /** Where Windows has another number for the same name; macOS has those of pcsc-lite. */
  readonly windows?: number;
  readonly fault: PcscFault;
}

/**
 * All codes of PC/SC (pcsclite.h of pcsc-lite; winscard.h and winerror.h of Windows; PCSC/pcsclite.h of macOS). The Windows codes
 * without SCARD_ in their names are Win32 and RPC errors that the resource manager hands on.
 */
export const pcscCodes: readonly PcscCode[] = [
  { name: 'SCARD_F_INTERNAL_ERROR', code: 0x80100001, fault: 'unexpected' },
  { name: 'SCARD_E_CANCELLED', code: 0x80100002, fault: 'cancelled' },
  { name: 'SCARD_E_INVALID_HANDLE', code: 0x80100003, fault: 'stale-handle' },
  { name: 'SCARD_E_INVALID_PARAMETER', code: 0x80100004, fault: 'unexpected' },
  { name: 'SCARD_E_INVALID_TARGET', code: 0x80100005, fault: 'unexpected' },
  { name: 'SCARD_E_NO_MEMORY', code: 0x80100006, fault: 'unexpected' },
  { name: 'SCARD_F_WAITED_TOO_LONG', code: 0x80100007, fault: 'timeout' },
  { name: 'SCARD_E_INSUFFICIENT_BUFFER', code: 0x80100008, fault: 'unexpected' },
  { name: 'SCARD_E_UNKNOWN_READER', code: 0x80100009, fault: 'reader-unknown' },
  { name: 'SCARD_E_TIMEOUT', code: 0x8010000a, fault: 'timeout' },
  { name: 'SCARD_E_SHARING_VIOLATION', code: 0x8010000b, fault: 'held' },
  { name: 'SCARD_E_NO_SMARTCARD', code: 0x8010000c, fault: 'card-absent' },
  { name: 'SCARD_E_UNKNOWN_CARD', code: 0x8010000d, fault: 'unexpected' },
  { name: 'SCARD_E_CANT_DISPOSE', code: 0x8010000e, fault: 'unexpected' },
  { name: 'SCARD_E_PROTO_MISMATCH', code: 0x8010000f, fault: 'protocol-mismatch' },
  { name: 'SCARD_E_NOT_READY', code: 0x80100010, fault: 'reader-not-ready' },
  { name: 'SCARD_E_INVALID_VALUE', code: 0x80100011, fault: 'stale-handle' },
  { name: 'SCARD_E_SYSTEM_CANCELLED', code: 0x80100012, fault: 'service-gone' },
  { name: 'SCARD_F_COMM_ERROR', code: 0x80100013, fault: 'broken-link' },
  { name: 'SCARD_F_UNKNOWN_ERROR', code: 0x80100014, fault: 'unexpected' },
  { name: 'SCARD_E_INVALID_ATR', code: 0x80100015, fault: 'card-mute' },
  { name: 'SCARD_E_NOT_TRANSACTED', code: 0x80100016, fault: 'exchange-failed' },
  { name: 'SCARD_E_READER_UNAVAILABLE', code: 0x80100017, fault: 'reader-lost' },
  { name: 'SCARD_P_SHUTDOWN', code: 0x80100018, fault: 'service-gone' },
  { name: 'SCARD_E_PCI_TOO_SMALL', code: 0x80100019, fault: 'unexpected' },
  { name: 'SCARD_E_READER_UNSUPPORTED', code: 0x8010001a, fault: 'reader-not-ready' },
  { name: 'SCARD_E_DUPLICATE_READER', code: 0x8010001b, fault: 'unexpected' },
  { name: 'SCARD_E_CARD_UNSUPPORTED', code: 0x8010001c, fault: 'protocol-mismatch' },
  { name: 'SCARD_E_NO_SERVICE', code: 0x8010001d, fault: 'service-gone' },
  { name: 'SCARD_E_SERVICE_STOPPED', code: 0x8010001e, fault: 'service-gone' },
  { name: 'SCARD_E_UNEXPECTED', code: 0x8010001f, fault: 'unexpected' },
  { name: 'SCARD_E_ICC_INSTALLATION', code: 0x80100020, fault: 'unexpected' },
  { name: 'SCARD_E_ICC_CREATEORDER', code: 0x80100021, fault: 'unexpected' },
  { name: 'SCARD_E_UNSUPPORTED_FEATURE', code: 0x8010001f, windows: 0x80100022, fault: 'unexpected' },
  { name: 'SCARD_E_DIR_NOT_FOUND', code: 0x80100023, fault: 'unexpected' },
  { name: 'SCARD_E_FILE_NOT_FOUND', code: 0x80100024, fault: 'unexpected' },
  { name: 'SCARD_E_NO_DIR', code: 0x80100025, fault: 'unexpected' },
  { name: 'SCARD_E_NO_FILE', code: 0x80100026, fault: 'unexpected' },
  { name: 'SCARD_E_NO_ACCESS', code: 0x80100027, fault: 'no-permission' },
  { name: 'SCARD_E_WRITE_TOO_MANY', code: 0x80100028, fault: 'unexpected' },
  { name: 'SCARD_E_BAD_SEEK', code: 0x80100029, fault: 'unexpected' },
  { name: 'SCARD_E_INVALID_CHV', code: 0x8010002a, fault: 'unexpected' },
  { name: 'SCARD_E_UNKNOWN_RES_MNG', code: 0x8010002b, fault: 'unexpected' },
  { name: 'SCARD_E_NO_SUCH_CERTIFICATE', code: 0x8010002c, fault: 'unexpected' },
  { name: 'SCARD_E_CERTIFICATE_UNAVAILABLE', code: 0x8010002d, fault: 'unexpected' },
  { name: 'SCARD_E_NO_READERS_AVAILABLE', code: 0x8010002e, fault: 'reader-unknown' },
  { name: 'SCARD_E_COMM_DATA_LOST', code: 0x8010002f, fault: 'exchange-failed' },
  { name: 'SCARD_E_NO_KEY_CONTAINER', code: 0x80100030, fault: 'unexpected' },
  { name: 'SCARD_E_SERVER_TOO_BUSY', code: 0x80100031, fault: 'reader-not-ready' },
  { name: 'SCARD_E_PIN_CACHE_EXPIRED', code: 0x80100032, fault: 'unexpected' },
  { name: 'SCARD_E_NO_PIN_CACHE', code: 0x80100033, fault: 'unexpected' },
  { name: 'SCARD_E_READ_ONLY_CARD', code: 0x80100034, fault: 'unexpected' },
  { name: 'SCARD_W_UNSUPPORTED_CARD', code: 0x80100065, fault: 'protocol-mismatch' },
  { name: 'SCARD_W_UNRESPONSIVE_CARD', code: 0x80100066, fault: 'card-mute' },
  { name: 'SCARD_W_UNPOWERED_CARD', code: 0x80100067, fault: 'card-mute' },
  { name: 'SCARD_W_RESET_CARD', code: 0x80100068, fault: 'card-reset' },
  { name: 'SCARD_W_REMOVED_CARD', code: 0x80100069, fault: 'card-removed' },
  { name: 'SCARD_W_SECURITY_VIOLATION', code: 0x8010006a, fault: 'no-permission' },
  { name: 'SCARD_W_WRONG_CHV', code: 0x8010006b, fault: 'unexpected' },
  { name: 'SCARD_W_CHV_BLOCKED', code: 0x8010006c, fault: 'unexpected' },
  { name: 'SCARD_W_EOF', code: 0x8010006d, fault: 'unexpected' },
  { name: 'SCARD_W_CANCELLED_BY_USER', code: 0x8010006e, fault: 'cancelled' },
  { name: 'SCARD_W_CARD_NOT_AUTHENTICATED', code: 0x8010006f, fault: 'no-permission' },
  { name: 'SCARD_W_CACHE_ITEM_NOT_FOUND', code: 0x80100070, fault: 'unexpected' },
  { name: 'SCARD_W_CACHE_ITEM_STALE', code: 0x80100071, fault: 'unexpected' },
  { name: 'SCARD_W_CACHE_ITEM_TOO_BIG', code: 0x80100072, fault: 'unexpected' },
  { name: 'ERROR_ACCESS_DENIED', code: 0x00000005, fault: 'no-permission' },
  { name: 'ERROR_INVALID_HANDLE', code: 0x00000006, fault: 'stale-handle' },
  { name: 'ERROR_NOT_READY', code: 0x00000015, fault: 'reader-not-ready' },
  { name: 'ERROR_BAD_COMMAND', code: 0x00000016, fault: 'exchange-failed' },
  { name: 'ERROR_GEN_FAILURE', code: 0x0000001f, fault: 'exchange-failed' },
  { name: 'ERROR_SEM_TIMEOUT', code: 0x00000079, fault: 'timeout' },
  { name: 'ERROR_BROKEN_PIPE', code: 0x00000109, fault: 'service-gone' },
  { name: 'ERROR_OPERATION_ABORTED', code: 0x000003e3, fault: 'cancelled' },
  { name: 'ERROR_IO_DEVICE', code: 0x0000045d, fault: 'exchange-failed' },
  { name: 'ERROR_DEVICE_NOT_CONNECTED', code: 0x0000048f, fault: 'reader-lost' },
  { name: 'RPC_S_SERVER_UNAVAILABLE', code: 0x000006ba, fault: 'service-gone' },
];
