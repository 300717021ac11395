import { requireExactLength } from '../gba/required-length.ts';

/**
 * Labels of the TLS exporter (IETF RFC 5705), oneM2M TS-0003 10.3.1. Export without a context: an empty context gives other
 * bytes than none.
 */
export const tlsExportLabels = {
  /** Ke and RelativeKeID, between enrolee and MEF. */
  enrolment: 'EXPORTER-oneM2M-Bootstrap',
  /** Kc and KcID, between entity and MAF. */
  secureConnection: 'EXPORTER-oneM2M-Connection',
  /** pairwiseE2EKey and its identifier, between the end points of ESCertKE. */
  endToEnd: 'EXPORTER-oneM2M-ESCertKE',
} as const;

/** Bytes to export for each of {@link tlsExportLabels}. */
export const tlsExportLength = 48;

export interface ExportedKey {
  /** The 16 most significant bytes: RelativeKeID, KcID or pairwiseE2EKeyID. */
  readonly relativeId: Uint8Array;
  /** The 32 least significant bytes: Ke, Kc or pairwiseE2EKey. */
  readonly key: Uint8Array;
}

/**
 * Splits what the TLS exporter gave. oneM2M TS-0003 10.3.1.
 * @throws InputError `key.length` unless it is 48 bytes
 */
export function splitExportedKey(exported: Uint8Array): ExportedKey {
  requireExactLength('The exported keying material', exported, tlsExportLength, 'oneM2M TS-0003 10.3.1');
  return { relativeId: exported.slice(0, 16), key: exported.slice(16) };
}
