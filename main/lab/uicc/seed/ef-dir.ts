import { fromHex } from '../../../base/bytes.ts';
import { encodeDirectoryEntry } from '../../../card/files/mf/directory-entry.ts';
import type { SeedApplication } from './schema.ts';

/** The records of EF_DIR for the applications that are listed, with the DF_1M2M that are announced. ETSI TS 102 221 13.1, TS-0003 D.1.2. */
export function directoryRecords(applications: readonly SeedApplication[]): readonly Uint8Array[] {
  return applications
    .filter(({ listed }) => listed)
    .map(({ aid, label, files = [] }) =>
      encodeDirectoryEntry({
        aid: fromHex(aid),
        ...(label === undefined ? {} : { label: new TextEncoder().encode(label) }),
        oneM2m: files.flatMap((entry) =>
          'df' in entry && entry.announce !== undefined
            ? [{ fid: Number.parseInt(entry.df, 16), subscription: new TextEncoder().encode(entry.announce) }]
            : [],
        ),
        discretionary: [],
        other: [],
      }),
    );
}
