import type { Actor } from '../actor.ts';

export const actor: Actor = { station: 'bench 1', operator: 'Ada', origin: 'cli' };
/** The published ADM1 of most seeds, as it is typed. */
export const adm1 = { ADM1: { format: 'digits', value: '12345678' } } as const;
export const wrongAdm1 = { ADM1: { format: 'digits', value: '00000000' } } as const;
