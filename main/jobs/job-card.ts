import type { CardSession } from '../procedures/session.ts';

/** The card a job is about, in its reader and powered, for this job alone. */
export interface JobCard {
  readonly session: CardSession;
  /** Name of the reader. */
  readonly reader: string;
  readonly simulated: boolean;
}
