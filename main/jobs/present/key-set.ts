import type { CardwrightError } from '../../base/error.ts';
import type { KeySetDoc } from '../../contract/keys.ts';
import type { StoredKeySet } from '../../store/key-sets.ts';
import { presentError } from './error.ts';

const keyNames: Readonly<Record<string, string>> = {
  kic: 'KIc',
  kid: 'KID',
  kik: 'KIK',
  enc: 'ENC',
  mac: 'MAC',
  dek: 'DEK',
};

/** How a key set stands: for the card that was asked about, and now. */
export interface KeySetState {
  readonly counter: number | undefined;
  readonly problem: CardwrightError | undefined;
}

/** What the station knows of a key set, and how it stands for a card; never the keys. */
export function presentKeySet(stored: StoredKeySet, { counter, problem }: KeySetState): KeySetDoc {
  const { id, kind, owner, name, version, document, importedAt } = stored;
  const { algorithm, protocol, option, diversification, authorises, keys, domain, ota } = document;
  return {
    id,
    kind,
    owner,
    name,
    version,
    algorithm,
    ...(protocol === undefined ? {} : { protocol }),
    ...(option === undefined ? {} : { option }),
    ...(domain === undefined ? {} : { domain }),
    diversification,
    authorises,
    keys: keys.map((key) => keyNames[key] ?? key),
    ...(ota === undefined
      ? {}
      : {
          ota: {
            ...(ota.spi === undefined ? {} : { spi: ota.spi }),
            ...(ota.buffer === undefined ? {} : { buffer: ota.buffer }),
            applications: ota.applications,
          },
        }),
    ...(counter === undefined ? {} : { counter }),
    ...(problem === undefined ? {} : { problem: presentError(problem) }),
    importedAt,
  };
}
