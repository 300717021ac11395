import type { ApplicationDoc } from '../../../main/contract/card.ts';

const names = { usim: 'USIM', isim: 'ISIM', csim: 'CSIM', '1m2msm': '1M2MSM' } as const;

/** A path with the name of its application in place of the AID: `USIM / 5F50 / 6F0A`. */
export function shortPath(path: string, applications: readonly ApplicationDoc[]): string {
  const [root = '', ...fids] = path.split('/');
  const application = applications.find(({ aid }) => aid === root);
  const sameKind = applications.filter(({ kind }) => kind === application?.kind);
  // Two applications of one kind are told apart by their AIDs only.
  const name =
    application === undefined || application.kind === 'other' || sameKind.length > 1
      ? root
      : names[application.kind];
  return [name, ...fids].join(' / ');
}
