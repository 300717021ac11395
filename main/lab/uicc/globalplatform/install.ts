import { concatBytes, equalBytes } from '../../../base/bytes.ts';
import { CardError } from '../../../base/error.ts';
import { decodeLoadFile, type LoadFile } from '../../../card/globalplatform/load-file.ts';
import { findValue } from '../../../card/tlv/ber.ts';
import type { Card } from '../os/card.ts';
import type { CommandHandler, Reply } from '../os/command.ts';
import { freeBytes } from '../os/memory-use.ts';
import { Refusal } from '../os/refusal.ts';
import { status } from '../os/status.ts';
import { readTlvs } from './data-objects.ts';
import { entryOf, namesDomain, requireChannel, requireDomain, withDomain } from './domain.ts';

const purposes = { load: 0x02, install: 0x04, makeSelectable: 0x08 } as const;
const lifeCycles = { loaded: 0x01, installed: 0x03, selectable: 0x07 } as const;
const confirmation: Reply = { data: Uint8Array.of(0x00) };

/** INSTALL [for load], [for install] and [for make selectable], GlobalPlatform Card Specification 2.3.1 11.5. Answers one byte 00. */
export const install: CommandHandler = {
  name: 'INSTALL',
  ins: 0xe6,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1, p2, data }) => {
    requireChannel(card);
    if (p2 !== 0) throw new Refusal(status.wrongP1P2);
    if (p1 === purposes.load) return beginLoad(card, readFields(data, 5));
    const fields = readFields(data, 6);
    if (p1 === purposes.makeSelectable) return makeSelectable(card, fields);
    if ((p1 & purposes.install) === 0 || (p1 & ~0x0c) !== 0) throw new Refusal(status.wrongP1P2);
    const selectable = (p1 & purposes.makeSelectable) !== 0;
    return installApplication(card, fields, selectable ? lifeCycles.selectable : lifeCycles.installed);
  },
};

/** Package AID, security domain AID, hash, parameters, token. */
function beginLoad(card: Card, [aid, home]: readonly Uint8Array[]): Reply {
  const domain = requireDomain(card);
  requireAid(aid);
  if (home === undefined || (home.length > 0 && !namesDomain(domain, home)))
    throw new Refusal(status.referenceNotFound);
  if (entryOf(domain, aid) !== undefined) throw new Refusal(status.conditionsNotSatisfied);
  card.session.domain.load = { aid, blocks: [] };
  return confirmation;
}

/** Package AID, module AID, application AID, privileges, parameters, token. */
function installApplication(
  card: Card,
  [home, module, aid, privileges]: readonly Uint8Array[],
  lifeCycle: number,
): Reply {
  const domain = requireDomain(card);
  requireAid(home);
  requireAid(module);
  requireAid(aid);
  const source = entryOf(domain, home);
  if (source?.kind !== 'package' || !source.modules.some((held) => equalBytes(held, module)))
    throw new Refusal(status.referenceNotFound);
  if (entryOf(domain, aid) !== undefined || equalBytes(domain.aid, aid))
    throw new Refusal(status.conditionsNotSatisfied);
  if (privileges === undefined || ![1, 3].includes(privileges.length)) throw new Refusal(status.wrongData);
  const entry = {
    kind: 'application',
    aid,
    lifeCycle,
    privileges: concatBytes(privileges, new Uint8Array(3 - privileges.length)),
    modules: [],
    package: home,
  } as const;
  card.commit(withDomain(card.image, { registry: [...domain.registry, entry] }));
  return confirmation;
}

/** As for install; package and module AID are empty. */
function makeSelectable(card: Card, [, , aid]: readonly Uint8Array[]): Reply {
  const domain = requireDomain(card);
  requireAid(aid);
  const entry = entryOf(domain, aid);
  if (entry?.kind !== 'application') throw new Refusal(status.referenceNotFound);
  const registry = domain.registry.map((old) =>
    old === entry ? { ...old, lifeCycle: lifeCycles.selectable } : old,
  );
  card.commit(withDomain(card.image, { registry }));
  return confirmation;
}

/** LOAD, 11.6: the load file in blocks that count from 00; the last one (P1 80) makes it a package, by one commit. */
export const load: CommandHandler = {
  name: 'LOAD',
  ins: 0xe8,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1, p2, data }) => {
    const { registry } = requireDomain(card);
    requireChannel(card);
    const { session, image } = card;
    const { load: begun } = session.domain;
    if (begun === undefined) throw new Refusal(status.conditionsNotSatisfied);
    if (p2 !== (begun.blocks.length & 0xff)) throw new Refusal(status.wrongP1P2);
    const blocks = [...begun.blocks, data];
    const taken = blocks.reduce((sum, block) => sum + block.length, 0);
    session.domain.load = undefined;
    if (taken > freeBytes(image)) throw new Refusal(status.notEnoughMemory);
    if (p1 === 0x00) {
      session.domain.load = { ...begun, blocks };
      return {};
    }
    if (p1 !== 0x80) throw new Refusal(status.wrongP1P2);
    const { packageAid, applets } = readLoadFile(concatBytes(...blocks));
    if (!equalBytes(packageAid, begun.aid)) throw new Refusal(status.wrongData);
    const entry = {
      kind: 'package',
      aid: packageAid,
      lifeCycle: lifeCycles.loaded,
      privileges: new Uint8Array(),
      modules: applets,
    } as const;
    card.commit(withDomain(image, { registry: [...registry, entry] }));
    return confirmation;
  },
};

/** The load file data block, tag C4. @throws Refusal 6A80 */
function readLoadFile(bytes: Uint8Array): LoadFile {
  const code = findValue(readTlvs(bytes), 0xc4);
  if (code === undefined) throw new Refusal(status.wrongData);
  try {
    return decodeLoadFile(code);
  } catch (error) {
    if (error instanceof CardError) throw new Refusal(status.wrongData);
    throw error;
  }
}

/** `count` fields, each with its length before it. @throws Refusal 6A80 */
function readFields(data: Uint8Array, count: number): readonly Uint8Array[] {
  const fields: Uint8Array[] = [];
  let at = 0;
  while (fields.length < count) {
    const length = data[at];
    const field = length === undefined ? undefined : data.slice(at + 1, at + 1 + length);
    if (field === undefined || field.length !== length) throw new Refusal(status.wrongData);
    fields.push(field);
    at += 1 + field.length;
  }
  if (at !== data.length) throw new Refusal(status.wrongData);
  return fields;
}

function requireAid(aid: Uint8Array | undefined): asserts aid is Uint8Array {
  if (aid === undefined || aid.length < 5 || aid.length > 16) throw new Refusal(status.wrongData);
}
