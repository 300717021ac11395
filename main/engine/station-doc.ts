import { hostname, userInfo } from 'node:os';
import type { StationDoc } from '../contract/station.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault/vault.ts';
import type { EngineOptions } from './options.ts';

/** Who and where: what people set, else what the operating system says. */
export function namesOf(store: Store): { station: string; operator: string } {
  return {
    station: store.settings.get('station') || hostname(),
    operator: store.settings.get('operator') || systemUser(),
  };
}

/** Empty in a container whose user has no entry. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

export async function stationDocOf(
  { version, host, folder, simulator }: EngineOptions,
  store: Store,
  vault: Vault,
): Promise<StationDoc> {
  return {
    version,
    host,
    ...namesOf(store),
    folder,
    vault: await vault.state(),
    simulator,
    outbox: store.receipts.outboxCount(),
  };
}
