/**
 * Something that goes wrong on purpose. `apdu` counts commands from the moment the fault is set, GET RESPONSE included; 1 is the
 * next one. Each fault strikes once, except `delay`.
 */
export type CardFault =
  /** Power goes before the command is looked at, after it is done but before its answer, or at its `commit`-th write (default 1). */
  | {
      readonly kind: 'power-loss';
      readonly when: 'before' | 'after' | 'commit';
      readonly apdu: number;
      readonly commit?: number;
    }
  | { readonly kind: 'delay'; readonly perApduMs: number; readonly perByteMs: number }
  /** The command is not executed; `sw` (four hexadecimal digits) is the answer. */
  | { readonly kind: 'status-word'; readonly apdu: number; readonly sw: string }
  /** The card is taken out before the command arrives. */
  | { readonly kind: 'removal'; readonly apdu: number }
  /** Takes all faults back. */
  | { readonly kind: 'none' };

type Strike = Exclude<CardFault, { kind: 'delay' | 'none' }>;

/** The faults that are set, and when they strike. */
export interface FaultPlan {
  set(fault: CardFault, executed: number): void;
  /** The faults for command number `number` (from 1 since the card was made); they are taken out of the plan. */
  take(number: number): readonly Strike[];
  /** Milliseconds that `bytes` bytes take; `perApdu` adds the fixed part. */
  delayFor(bytes: number, perApdu: boolean): number;
}

export function faultPlan(): FaultPlan {
  let strikes: { at: number; fault: Strike }[] = [];
  let delay = { perApduMs: 0, perByteMs: 0 };
  return {
    set(fault, executed) {
      if (fault.kind === 'none') {
        strikes = [];
        delay = { perApduMs: 0, perByteMs: 0 };
      } else if (fault.kind === 'delay') delay = fault;
      else strikes.push({ at: executed + fault.apdu, fault });
    },
    take(number) {
      const now = strikes.filter(({ at }) => at === number).map(({ fault }) => fault);
      strikes = strikes.filter(({ at }) => at !== number);
      return now;
    },
    delayFor: (bytes, perApdu) => delay.perByteMs * bytes + (perApdu ? delay.perApduMs : 0),
  };
}
