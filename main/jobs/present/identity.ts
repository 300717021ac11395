import { hex16, toHex } from '../../base/bytes.ts';
import type { ApplicationDoc, CardIdentityDoc } from '../../contract/card.ts';
import type { CardApplication, Inventory } from '../../procedures/inventory/types.ts';

const kindLabels: Readonly<Record<CardApplication['kind'], string>> = {
  usim: 'USIM',
  isim: 'ISIM',
  csim: 'CSIM',
  '1m2msm': '1M2MSM',
  other: 'Application',
};

/** What card it is. */
export function presentIdentity(
  inventory: Pick<Inventory, 'atr' | 'iccid' | 'imsi' | 'applications'>,
): CardIdentityDoc {
  const { atr, iccid, imsi, applications } = inventory;
  return {
    atr: toHex(atr),
    ...(iccid === undefined ? {} : { iccid }),
    ...(imsi === undefined ? {} : { imsi }),
    applications: applications.map(presentApplication),
  };
}

function presentApplication({ aid, label, kind, oneM2m }: CardApplication): ApplicationDoc {
  return {
    aid: toHex(aid),
    kind,
    label: label === undefined || label === '' ? kindLabels[kind] : label,
    oneM2m: oneM2m.map(({ fid, subscription }) => ({ df: hex16(fid), subscription: readable(subscription) })),
  };
}

/** A subscription identifier as text where it is UTF-8 without control characters, else as hexadecimal bytes. */
function readable(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /\p{Cc}/u.test(text) ? toHex(bytes) : text;
  } catch {
    return toHex(bytes);
  }
}
