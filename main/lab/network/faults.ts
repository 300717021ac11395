/** What goes wrong on the way or in the server, for every server of the lab. */
export type ServerFault =
  | { readonly kind: 'status'; readonly status: number }
  /** The answer comes after `ms` milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection is cut instead of an answer. */
  | { readonly kind: 'cut' }
  /** A page for people, as a proxy or a captive portal sends it, with status 200. */
  | { readonly kind: 'html' };

export type BsfFault =
  | ServerFault
  | { readonly kind: 'wrong-autn' }
  /** Each challenge has a number that the card has seen. */
  | { readonly kind: 'old-sqn' }
  /** The first challenge has one, that after AUTS is right. */
  | { readonly kind: 'old-sqn-first' }
  /** A challenge of another realm. */
  | { readonly kind: 'wrong-realm' }
  /** The document at the end is broken off. */
  | { readonly kind: 'bad-xml' }
  /** The document at the end is of another kind. */
  | { readonly kind: 'other-xml' }
  /** The server's proof that it knows RES is wrong. */
  | { readonly kind: 'wrong-proof' }
  /** The lifetime is over when the answer comes. */
  | { readonly kind: 'expired' };

export type NafFault =
  | ServerFault
  | { readonly kind: 'wrong-realm' }
  | { readonly kind: 'refuse-b-tid' }
  /** The BSF says over Zn that the B-TID has expired. */
  | { readonly kind: 'expired-b-tid' }
  /** It wants the key that stays in the UICC, which no device can use. */
  | { readonly kind: 'uicc-key-only' };

/** One fault at a time, for so many requests. */
export interface FaultSwitch<F extends { readonly kind: string }> {
  /** From now on, for `times` requests; default: until it is cleared. */
  set(fault: F, times?: number): void;
  clear(): void;
  /** What is wrong now, without counting. */
  peek(): F | undefined;
  /** What is wrong with this request; counts it. */
  take(): F | undefined;
}

export function faultSwitch<F extends { readonly kind: string }>(): FaultSwitch<F> {
  let current: F | undefined;
  let left = 0;
  return {
    set: (fault, times = Number.POSITIVE_INFINITY) => {
      current = fault;
      left = times;
    },
    clear: () => {
      current = undefined;
    },
    peek: () => (left > 0 ? current : undefined),
    take: () => {
      if (left <= 0) current = undefined;
      left--;
      return current;
    },
  };
}

const serverFaults: ReadonlySet<string> = new Set<ServerFault['kind']>(['status', 'slow', 'cut', 'html']);

export function isServerFault(fault: { readonly kind: string } | undefined): fault is ServerFault {
  return fault !== undefined && serverFaults.has(fault.kind);
}

/** What it means for the challenges an AuC makes. */
export function aucFaultOf(fault: BsfFault | undefined): 'wrong-autn' | 'old-sqn' | undefined {
  if (fault?.kind === 'old-sqn-first') return 'old-sqn';
  return fault?.kind === 'wrong-autn' || fault?.kind === 'old-sqn' ? fault.kind : undefined;
}
