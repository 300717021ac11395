import type { SecurityAttributes } from './access/types.ts';
import type { FileStructure } from './files/declare.ts';

/** ETSI TS 102 221 table 11.7b. */
export type LifeCycle =
  | 'no-information'
  | 'creation'
  | 'initialisation'
  | 'activated'
  | 'deactivated'
  | 'terminated'
  | 'proprietary';

/** One entry of the PIN status template DO, ETSI TS 102 221 11.1.1.4.10 and 9.5.2. */
export interface PinStatus {
  /** Key reference, table 9.3: 01 PIN1, 0A ADM1, 81 local PIN (PIN2) … */
  readonly reference: number;
  /** Bit of the PS_DO: the PIN is enabled. ADMs have no meaning here and are reported as they are. */
  readonly enabled: boolean;
}

/** File control parameters, ETSI TS 102 221 11.1.1.3. */
export interface Fcp {
  readonly kind: 'mf' | 'adf' | 'df' | 'ef';
  readonly fid?: number;
  /** DF name (AID) of an ADF. */
  readonly aid?: Uint8Array;
  readonly structure?: FileStructure;
  readonly shareable?: boolean;
  /** Bytes of the body (tag 80). */
  readonly size?: number;
  /** Bytes with structural information (tag 81). */
  readonly totalSize?: number;
  readonly recordLength?: number;
  readonly recordCount?: number;
  /** 1 to 30; absent where the file supports none. */
  readonly sfi?: number;
  readonly lifeCycle: LifeCycle;
  readonly security: SecurityAttributes;
  readonly pins: readonly PinStatus[];
  /** Free bytes, tag 83 in A5, where the card tells. */
  readonly availableMemory?: number;
  readonly raw: Uint8Array;
}
