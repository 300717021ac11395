import { toHex } from '../../../base/bytes.ts';
import { encodeSpi } from '../../../channel/scp80/spi.ts';
import type { KeyOwnerDoc } from '../../../contract/keys.ts';
import type { OtaComposeInput, SpiDoc } from '../../../contract/ota.ts';
import type { Uicc } from '../../../lab/uicc/uicc.ts';
import { labChannel } from '../../../procedures/ota/testing/lab-channels.ts';
import { KeyShelf } from '../../custody/key-shelf.ts';
import type { JobDeps } from '../../deps.ts';
import { bench, inReader, seeded } from '../../testing/bench.ts';
import { actor } from '../../testing/published.ts';
import { sendComposed } from '../send.ts';

/** ICCID of the seed `ota-keys`. */
export const otaIccid = '8900101000000000183';

export const usualSpi: SpiDoc = {
  check: 'cc',
  ciphering: true,
  counter: 'higher',
  por: 'always',
  porCheck: 'cc',
  porCiphering: true,
  porBySubmit: false,
};

/** Composes for the seed’s key set 2 with typed keys; SELECT EF_PL and two bytes written. */
export function composed(changes: Partial<OtaComposeInput> = {}, set = 2): OtaComposeInput {
  const { keys, kic, kid } = labChannel(set);
  return {
    keys: { kind: 'typed', kic: toHex(keys.kic!), kid: toHex(keys.kid!) },
    spi: usualSpi,
    kic: { ...kic },
    kid: { ...kid },
    tar: 'b00000',
    content: { kind: 'commands', commands: ['00a4000c022f05', '00d60000026465'], format: 'compact' },
    ...changes,
  };
}

/** A station with an open vault that has the seed’s key set 2, and a card of that seed. */
export async function otaBench(uicc: Uicc = seeded('ota-keys')) {
  const station = bench();
  await station.vault.openByPassphrase('correct horse battery staple');
  const { store, vault, custody, clock } = station;
  const deps: JobDeps = { store, vault, custody, clock, ids: { next: () => globalThis.crypto.randomUUID() } };
  const { keys } = labChannel(2);
  const put = (owner: KeyOwnerDoc): string =>
    new KeyShelf({ store, vault, clock }).put({
      kind: 'ota',
      owner,
      name: 'OTA 2',
      version: 2,
      document: {
        algorithm: 'aes-128',
        diversification: 'none',
        authorises: ['ADM1'],
        keys: ['kic', 'kid'],
        checkValues: {},
        ota: {
          spi: toHex(encodeSpi(usualSpi)),
          buffer: 1024,
          applications: [
            { tar: 'b00000', manages: 'files' },
            { tar: 'b00001', manages: 'files', aid: 'a0000000871002ff49ff058903000001' },
          ],
        },
      },
      keys: [keys.kic!, keys.kid!],
    }).id;
  const id = put({ by: 'iccid', value: otaIccid });
  const send = async (compose: OtaComposeInput, iccid = otaIccid, signal?: AbortSignal) =>
    sendComposed(
      deps,
      await inReader(uicc, signal),
      { iccid, compose },
      actor,
      signal === undefined ? {} : { signal },
    );
  return {
    ...station,
    deps,
    uicc,
    set: id,
    stored: { kind: 'stored', set: id } as const,
    /** The same keys as those of another owner; the id of their set. */
    put,
    send,
    /** What EF_PL begins with. */
    written: () => toHex(uicc.readFileDirect({ fids: [0x2f05] })).slice(0, 4),
    changes: () => store.cardChanges.of(otaIccid, true),
    audit: () => store.audit.list({}).map(({ what }) => what),
  };
}
