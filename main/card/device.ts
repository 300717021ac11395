/**
 * A card as its contacts see it: the port that a software card implements and that a reader (in-process or over vpcd) drives.
 * Bytes are TPDUs: with T=0, a case 4 command comes without Le and the card answers 61xx.
 */
export interface CardDevice {
  /** Applies power (cold reset) or resets (warm); returns the ATR, empty when the card is mute. Volatile state is gone. */
  reset(kind: 'cold' | 'warm'): Promise<Uint8Array>;
  /** Removes power. Volatile state is gone; persistent state is as the last completed write left it. */
  powerOff(): Promise<void>;
  /**
   * One command in, one answer out (data and SW1 SW2). Resolves to `undefined` when the card is mute: torn out or dead;
   * nothing follows until the next reset.
   */
  transmit(tpdu: Uint8Array): Promise<Uint8Array | undefined>;
}
