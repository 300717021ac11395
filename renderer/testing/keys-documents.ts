import type { ErrorDoc } from '../../main/contract/error.ts';
import type { ImportDoc, ImportItemDoc, KeySetDoc } from '../../main/contract/keys.ts';
import { iccid } from './documents.ts';
import type { Handlers } from './handlers.ts';

const importedAt = Date.UTC(2026, 9, 30, 8, 12);

export const keySets: KeySetDoc[] = [
  {
    id: 'set-1',
    kind: 'ota',
    owner: { by: 'iccid', value: iccid },
    name: 'OTA 2',
    version: 2,
    algorithm: 'aes-128',
    diversification: 'none',
    authorises: ['ADM1'],
    keys: ['KIc', 'KID'],
    ota: {
      spi: '1621',
      buffer: 256,
      applications: [{ tar: 'b00010', manages: 'files' }],
    },
    counter: 4711,
    importedAt,
  },
  {
    id: 'set-2',
    kind: 'globalplatform',
    owner: { by: 'iccid', value: iccid },
    name: 'SCP03 48',
    version: 48,
    algorithm: 'aes-128',
    protocol: 'scp03',
    option: '70',
    diversification: 'none',
    authorises: [],
    keys: ['ENC', 'MAC', 'DEK'],
    importedAt,
  },
  {
    id: 'set-3',
    kind: 'ota',
    owner: { by: 'iin', value: '8988307' },
    name: 'OTA 1',
    version: 1,
    algorithm: '3des-2',
    diversification: 'visa2',
    authorises: ['ADM1'],
    keys: ['KIc', 'KID', 'KIK'],
    ota: { applications: [{ tar: '000000', manages: 'applications' }] },
    importedAt,
  },
];

export const counterUsedUp: ErrorDoc = {
  code: 'custody.counter-used-up',
  kind: 'store',
  what: 'The counter of OTA 2 has come to its end for this card.',
  meaning: 'No packet can be sent with this key set any more; the card is unharmed.',
  hint: 'Ask the card issuer for new OTA keys, and import them.',
  clause: 'ETSI TS 102 225 5.1.4',
  details: { set: 'OTA 2' },
};

export const vaultLocked: ErrorDoc = {
  code: 'vault.locked',
  kind: 'store',
  what: 'The vault is locked.',
  meaning: 'Its keys cannot be used.',
  hint: 'Open the vault with its passphrase.',
  details: {},
};

const wrongCheckValue: ErrorDoc = {
  code: 'custody.check-value',
  kind: 'input',
  what: 'The check value of KID does not fit its key.',
  meaning: 'Nothing of this card was stored.',
  hint: 'Ask the card issuer for the file again.',
  details: { row: 4, key: 'KID' },
};

const entries: readonly ImportItemDoc[] = [
  { row: 2, owner: { by: 'iccid', value: '89883070000000012345' }, name: 'ADM1', outcome: 'taken' },
  { row: 2, owner: { by: 'iccid', value: '89883070000000012345' }, name: 'OTA 2', outcome: 'unchanged' },
  { row: 3, owner: { by: 'iccid', value: '89883070000000012353' }, name: 'ADM1', outcome: 'taken' },
  { row: 3, owner: { by: 'iccid', value: '89883070000000012353' }, name: 'OTA 2', outcome: 'taken' },
  {
    row: 4,
    owner: { by: 'iccid', value: '89883070000000012361' },
    name: 'OTA 2',
    outcome: 'refused',
    error: wrongCheckValue,
  },
  { row: 5, owner: { by: 'iin', value: '8988307' }, name: 'SCP03 48', outcome: 'taken' },
];

/** What becomes of a file in which one set is refused: all or nothing, unless the rest is wanted alone. */
export function importOf(partial: boolean, stored: boolean): ImportDoc {
  const items = entries.map((item) =>
    partial || item.outcome === 'refused' ? item : { ...item, outcome: 'not-taken' as const },
  );
  return {
    stored: stored && partial,
    owners: 4,
    taken: items.filter(({ outcome }) => outcome === 'taken').length,
    refused: 1,
    items,
  };
}

/** The custody of a station that has a few keys already. */
export function keyHandlers(): Handlers {
  let sets = keySets;
  return {
    'keys.list': ({ iccid: card }) => ({
      sets: sets.filter(({ owner }) => card === undefined || card.startsWith(owner.value)),
      cards: [{ iccid, names: ['ADM1', 'PIN1', 'PUK1'] }],
    }),
    'keys.import': ({ trial = false, partial = false }) => importOf(partial, !trial),
    'keys.check': ({ set: id, reader }) =>
      sets
        .filter((set) => id === undefined || set.id === id)
        .map((set) => ({
          set,
          stored: 'right',
          ...(reader !== undefined && { card: set.kind === 'ota' ? 'cannot-tell' : 'right' }),
        })),
    'keys.forget': ({ set: id }) => {
      sets = sets.filter((set) => set.id !== id);
      return {};
    },
    'keys.stationKey': () => ({
      jwk: {
        kty: 'EC',
        crv: 'P-256',
        x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
        y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
        use: 'enc',
        alg: 'ECDH-ES+A256KW',
      },
      thumbprint: 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s',
    }),
    'keys.raiseCounter': ({ set: id, counter }) => {
      sets = sets.map((set) => (set.id === id ? { ...set, counter } : set));
      return sets.find((set) => set.id === id) ?? keySets[0]!;
    },
  };
}
