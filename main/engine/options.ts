import type { Clock, IdSource } from '../base/ports.ts';
import type { StationDoc } from '../contract/station.ts';
import type { KeyWrapper } from '../store/vault/key-wrapper.ts';
import type { EngineLog } from './log.ts';

/** How a host wants its engine. */
export interface EngineOptions {
  /** Data folder: database, images of simulated cards. Made when it is missing. */
  readonly folder: string;
  readonly host: StationDoc['host'];
  /** Look for readers of this machine's PC/SC service. */
  readonly pcsc: boolean;
  /** Let users add simulated readers, and bring back those they added. */
  readonly simulator: boolean;
  readonly version: string;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  /** The OS keychain, where the host has one; without it the vault takes a passphrase. */
  readonly keyWrapper?: KeyWrapper;
  /** Where the stacks of defects go; standard error when absent. */
  readonly log?: EngineLog;
}
