import { parseBTid } from '../../auth/gba/b-tid.ts';
import { deriveTmpi } from '../../auth/gba/tmpi.ts';
import { CardwrightError } from '../../base/error.ts';
import type { Bootstrapping } from './types.ts';

/** A name that stands for the IMPI in the next bootstrapping with this server, so that who listens does not learn it. 3GPP TS 33.220 B.4. */
export interface KnownTmpi {
  readonly tmpi: string;
  readonly impi: string;
  readonly bsfFqdn: string;
}

/**
 * The TMPI that a bootstrapping by GBA_ME gives; `undefined` for GBA_U, whose Ks is in the card, and where the B-TID does not name the server.
 */
export function tmpiAfter(made: Bootstrapping, bsfFqdn: string): KnownTmpi | undefined {
  if (made.mode === 'GBA_U') return undefined;
  const { impi, rand, bTid, ks } = made;
  try {
    const named = parseBTid(bTid).bsfFqdn;
    return { tmpi: ks.use((bytes) => deriveTmpi(bytes, { rand, impi, bsfFqdn: named })), impi, bsfFqdn };
  } catch (error) {
    // A B-TID of another form is the server's right; it only gives no TMPI.
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

/** Whether the server refused the name itself: then it does not know the TMPI (any more), and the IMPI is the name to give. */
export function isNameRefused(error: unknown): error is CardwrightError {
  if (!(error instanceof CardwrightError)) return false;
  const { status } = error.details;
  return (
    ['gba.subscriber-refused', 'gba.unexpected-status'].includes(error.code) &&
    typeof status === 'number' &&
    status >= 400 &&
    status < 500
  );
}
