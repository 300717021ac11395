import { choicePart } from './choice.ts';

/** The last byte of EF_LOCI, EF_PSLOCI and EF_EPSLOCI; the names of 2 and 3 differ between them. */
export function updateStatus(two: string, three?: string): ReturnType<typeof choicePart> {
  return choicePart(
    new Map([
      [0, 'updated'],
      [1, 'not updated'],
      [2, two],
      ...(three === undefined ? [] : [[3, three] as const]),
    ]),
  );
}
