import type { ApplicationDoc } from '../../../main/contract/card.ts';

/** What an application chip says; the number of its oneM2M directories where there are some. */
export function applicationName({ label, kind, oneM2m }: ApplicationDoc): string {
  const names = { usim: 'USIM', isim: 'ISIM', csim: 'CSIM', '1m2msm': '1M2MSM', other: label } as const;
  const name = names[kind];
  return oneM2m.length === 0 ? name : `${name} · DF_1M2M${oneM2m.length > 1 ? ` × ${oneM2m.length}` : ''}`;
}
