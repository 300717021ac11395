import type { en } from './en/catalogue.ts';

/** The shape that every language has. */
export type Catalogue = typeof en;
