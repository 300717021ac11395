import type { Clock } from '../../base/ports.ts';
import type { KeyIndicator } from '../../channel/scp80/kic-kid.ts';
import type { PacketKeys } from '../../channel/scp80/protection.ts';
import type { SmsAddress } from '../../channel/scp80/sms/address.ts';
import type { Spi } from '../../channel/scp80/spi.ts';

/**
 * The counters of a card's key sets, ETSI TS 102 225 5.1.4. `spend` returns a counter that no packet of this key set has had, and that is
 * durably used up when it returns: a packet that is lost on its way has cost a counter, never the other way round.
 */
export interface OtaCounters {
  /** @throws InputError `scp80.counter-exhausted`; StoreError */
  spend(keySet: string): number;
  /** The card has told its own counter in a genuine proof of receipt: ours follows if it is lower. Absent where counters are not kept. */
  learn?(keySet: string, counter: number): void;
}

/** How packets to one card are protected: everything but the application they are for. */
export interface OtaChannel {
  /** Names the key set of this card where its counter is kept. */
  readonly keySet: string;
  readonly keys: PacketKeys;
  readonly spi: Spi;
  readonly kic: KeyIndicator;
  readonly kid: KeyIndicator;
  /** Bytes of AES-CMAC, 8 unless told. */
  readonly macLength?: 4 | 8;
  readonly counters: OtaCounters;
  readonly clock: Clock;
  /** Whom the short messages come from; default: an unknown number. */
  readonly originator?: SmsAddress;
  readonly serviceCentre?: SmsAddress;
}

/** Whether the packets carry a counter that the card compares, and one must be spent. */
export function usesCounter({ spi }: Pick<OtaChannel, 'spi'>): boolean {
  return spi.counter !== 'none';
}
