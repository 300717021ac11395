import type { InputError } from '../../../base/error.ts';
import type { Headings } from './field-error.ts';
import type { RawSet } from './raw-set.ts';

/** A key or key set of a file, or why there is none in its place. */
export type KeyFileEntry =
  | {
      readonly row: number;
      readonly raw: RawSet;
      /** How a CSV calls the fields of the set; JSON has their own names. */
      readonly headings?: Headings;
    }
  | {
      readonly row: number;
      readonly raw?: undefined;
      readonly error: InputError;
      /** As far as it is told: nothing else of that card is to be taken. */
      readonly whose?: Whose;
    };

/** Whose keys, as the file says it. */
export type Whose = Pick<RawSet, 'iccid' | 'eid' | 'iin'>;

/** What is in a file of keys, before it is checked. */
export interface KeyFile {
  /** `row` from 1: the line of a CSV, the position in a JSON list. */
  readonly entries: readonly KeyFileEntry[];
  /** Columns that are known to hold something else than keys, and were not looked at. */
  readonly leftAside: readonly string[];
}

/** Keys and key sets beyond this are refused as a whole. */
export const mostEntries = 100_000;
