import type { Assembly } from '../ota/assembly.ts';
import { type CardImage, type CardKey, type FileId, masterFileHandle } from './image.ts';
import { type DomainSession, newDomainSession } from './security-domain.ts';

/** A logical channel with its own selection, ETSI TS 102 221 8.7. */
export interface Channel {
  readonly number: number;
  directory: FileId;
  ef: FileId | undefined;
  /** Current record of the current EF, from 1. */
  record: number | undefined;
  /** The active application, which 7FFF names. */
  application: FileId | undefined;
}

/** Response data that T=0 could not carry at once, ETSI TS 102 221 7.3.1.1.4. */
export interface PendingResponse {
  readonly channel: number;
  readonly data: Uint8Array;
}

/** Everything that is gone after a reset. */
export interface Session {
  readonly channels: Map<number, Channel>;
  /** Keys that have been presented, see {@link keyHandle}. They count on all channels. */
  readonly verified: Set<string>;
  /** Applications that have been selected since the reset, the latest last. */
  readonly selectedApplications: FileId[];
  /** What GET RESPONSE can fetch; gone with any other command. */
  pending: PendingResponse | undefined;
  /** Proactive commands that wait for FETCH. */
  readonly proactive: Uint8Array[];
  /** TERMINAL PROFILE has come. */
  profileDownloaded: boolean;
  /** FETCH has handed out the first of them; TERMINAL RESPONSE is due. */
  proactiveFetched: boolean;
  /** Parts of a split SMS-PP download. */
  download: Assembly | undefined;
  /** Blocks of a request that is not whole yet, or the answer that waits to be fetched: AUTHENTICATE with the odd instruction code. */
  authentication: { readonly request?: Uint8Array; readonly answer?: Uint8Array } | undefined;
  readonly domain: DomainSession;
  /** What scripts of remote application management have begun: a LOAD goes on in the next packet. */
  readonly remoteDomain: DomainSession;
}

export function newSession(): Session {
  return {
    channels: new Map([[0, newChannel(0, masterFileHandle)]]),
    verified: new Set(),
    selectedApplications: [],
    pending: undefined,
    proactive: [],
    profileDownloaded: false,
    proactiveFetched: false,
    download: undefined,
    authentication: undefined,
    domain: newDomainSession(),
    remoteDomain: newDomainSession(),
  };
}

export function newChannel(number: number, directory: FileId): Channel {
  return { number, directory, ef: undefined, record: undefined, application: undefined };
}

export function keyHandle(key: Pick<CardKey, 'reference' | 'home'>): string {
  return `${key.home ?? 'card'}/${key.reference}`;
}

/** Channels that stand on a file that is no longer there go back to the MF. */
export function dropLostFiles(session: Session, image: CardImage): void {
  for (const channel of session.channels.values()) {
    if (channel.application !== undefined && !image.files.has(channel.application))
      channel.application = undefined;
    if (channel.ef !== undefined && !image.files.has(channel.ef)) {
      channel.ef = undefined;
      channel.record = undefined;
    }
    if (!image.files.has(channel.directory)) {
      channel.directory = masterFileHandle;
      channel.ef = undefined;
    }
  }
}
