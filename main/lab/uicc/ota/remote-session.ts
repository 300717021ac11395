import {
  type CommandApdu,
  decodeResponseApdu,
  encodeCommandApdu,
  type ResponseApdu,
} from '../../../card/apdu.ts';
import type { TransmissionProtocol } from '../../../card/link.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply, Request } from '../os/command.ts';
import { ancestorsOf, fileOf } from '../os/file-tree.ts';
import { type CardImage, type FileId, masterFileHandle } from '../os/image.ts';
import { type CommandTable, execute } from '../os/interpreter.ts';
import { Refusal } from '../os/refusal.ts';
import { dropLostFiles, keyHandle, newSession } from '../os/session.ts';
import { status } from '../os/status.ts';
import { remoteDomain } from './remote-domain.ts';
import type { OtaApplication, OtaKeySet } from './state.ts';

/** For whom a script runs, protected with which keys, and what it may do. */
export interface RemotePlace {
  readonly application: OtaApplication;
  readonly keySet: OtaKeySet | undefined;
  readonly commands: CommandTable;
}

/**
 * Runs the commands of one script for an application: in a session of its own that stands on the application's directory and in which
 * the keys of its access domain are presented. What the terminal has selected and presented is neither used nor changed. ETSI TS 102 226 6.
 *
 * @param manner `T=0` answers as a compact script sees it (61xx, GET RESPONSE), `T=1` as an expanded one (data at once)
 */
export function remoteSession(
  card: Card,
  { application, keySet, commands }: RemotePlace,
  manner: TransmissionProtocol,
): (command: CommandApdu) => ResponseApdu {
  const session =
    application.manages === 'files' ? newSession() : { ...newSession(), domain: remoteDomain(card, keySet) };
  const channel = session.channels.get(0)!;
  channel.directory = application.home;
  if (application.home !== masterFileHandle) channel.application = application.home;
  for (const key of card.image.keys)
    if (
      application.references.includes(key.reference) &&
      (key.home === undefined || key.home === application.home)
    )
      session.verified.add(keyHandle(key));
  const remote: Card = {
    get image(): CardImage {
      return { ...card.image, protocol: manner };
    },
    session,
    commit: (next) => {
      card.commit({ ...next, protocol: card.image.protocol });
      dropLostFiles(session, next);
    },
    random: (length) => card.random(length),
  };
  const table = confined(commands, application);
  return (command) => decodeResponseApdu(execute(remote, table, bytesFor(command, manner)));
}

/** On T=0 a command with data has no Le, and one without either has P3 = 00. */
function bytesFor(command: CommandApdu, manner: TransmissionProtocol): Uint8Array {
  if (manner === 'T=1') return encodeCommandApdu(command);
  const { cla, ins, p1, p2, data, le } = command;
  if (data !== undefined && data.length > 0) return encodeCommandApdu({ cla, ins, p1, p2, data });
  return encodeCommandApdu({ cla, ins, p1, p2, le: le ?? 256 });
}

/** A SELECT that leads out of the application's files finds nothing. */
function confined(commands: CommandTable, application: OtaApplication): CommandTable {
  const selectIns = 0xa4;
  const select = commands.get(selectIns);
  if (select === undefined) return commands;
  return new Map(commands).set(selectIns, { ...select, run: confine(select, application) });
}

function confine(select: CommandHandler, application: OtaApplication): CommandHandler['run'] {
  return (card: Card, request: Request): Reply => {
    const { channel } = request;
    // By DF name an application is selected, and the application of a script is given by its TAR.
    if (request.p1 === 0x04) throw new Refusal(status.wrongP1P2);
    const before = { ...channel };
    const reply = select.run(card, request);
    if (isReached(card.image, application, channel.directory)) return reply;
    Object.assign(channel, before);
    throw new Refusal(status.fileNotFound);
  };
}

function isReached(image: CardImage, { home, sharedFiles }: OtaApplication, directory: FileId): boolean {
  const file = fileOf(image, directory);
  const chain = [file, ...ancestorsOf(image, file)];
  const adf = chain.find(({ header }) => header.kind === 'adf')?.id ?? masterFileHandle;
  return adf === home || (sharedFiles && adf === masterFileHandle);
}
