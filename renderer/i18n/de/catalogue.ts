import type { Catalogue } from '../catalogue.ts';
import { en } from '../en/catalogue.ts';
export const de: Catalogue = en;
