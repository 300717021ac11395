import { concatBytes, startsWithBytes } from '../../../base/bytes.ts';
import { encodeTlv, findValue } from '../../../card/tlv/ber.ts';
import type { CommandHandler } from '../os/command.ts';
import { Refusal } from '../os/refusal.ts';
import type { RegistryEntry, SecurityDomain } from '../os/security-domain.ts';
import { status } from '../os/status.ts';
import { readTlvs } from './data-objects.ts';
import { entryOf, namesDomain, requireChannel, requireDomain, withDomain } from './domain.ts';

const scopes = { domain: 0x80, applications: 0x40, packages: 0x20, packagesWithModules: 0x10 } as const;
/** Bytes of one answer: with padding and MAC of 16 bytes it stays below 256. */
const pageSize = 220;
/** Of the issuer security domain: security domain, card lock, card terminate, default selected, CVM, delegated management and more. */
const domainPrivileges = [0x9e, 0xfe, 0x80];

/** GET STATUS in the TLV form (P2 02, then 03 for more), GlobalPlatform Card Specification 2.3.1 11.4. 6310 says that there is more. */
export const getStatus: CommandHandler = {
  name: 'GET STATUS',
  ins: 0xf2,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1: scope, p2, data }) => {
    const domain = requireDomain(card);
    const { longestAnswer = pageSize } = requireChannel(card);
    const { session } = card;
    if (p2 !== 0x02 && p2 !== 0x03) throw new Refusal(status.wrongP1P2);
    const listing = session.domain.listing;
    const pages = p2 === 0x02 ? paginate(entries(domain, scope, data), longestAnswer) : listing?.pages;
    if (p2 === 0x03 && listing?.scope !== scope) throw new Refusal(status.conditionsNotSatisfied);
    const [page, ...rest] = pages ?? [];
    if (page === undefined) throw new Refusal(status.referenceNotFound);
    session.domain.listing = rest.length === 0 ? undefined : { scope, pages: rest };
    return rest.length === 0 ? { data: page } : { data: page, sw: status.moreEntries };
  },
};

function entries(domain: SecurityDomain, scope: number, data: Uint8Array): readonly Uint8Array[] {
  const name = findValue(readTlvs(data), 0x4f) ?? new Uint8Array();
  const fits = ({ aid }: { readonly aid: Uint8Array }): boolean => startsWithBytes(aid, name);
  const packages = domain.registry.filter((entry) => entry.kind === 'package' && fits(entry));
  switch (scope) {
    case scopes.domain:
      return fits(domain)
        ? [encodeEntry({ ...domain, privileges: Uint8Array.from(domainPrivileges), modules: [] })]
        : [];
    case scopes.applications:
      return domain.registry.filter((entry) => entry.kind === 'application' && fits(entry)).map(encodeEntry);
    case scopes.packages:
      return packages.map((entry) => encodeEntry({ ...entry, modules: [] }));
    case scopes.packagesWithModules:
      return packages.map(encodeEntry);
    default:
      throw new Refusal(status.wrongP1P2);
  }
}

function encodeEntry({
  aid,
  lifeCycle,
  privileges,
  modules,
  package: home,
}: Pick<RegistryEntry, 'aid' | 'lifeCycle' | 'privileges' | 'modules' | 'package'>): Uint8Array {
  return encodeTlv(
    0xe3,
    concatBytes(
      encodeTlv(0x4f, aid),
      encodeTlv(0x9f70, Uint8Array.of(lifeCycle)),
      privileges.length === 0 ? [] : encodeTlv(0xc5, privileges),
      home === undefined ? [] : encodeTlv(0xc4, home),
      ...modules.map((module) => encodeTlv(0x84, module)),
    ),
  );
}

function paginate(all: readonly Uint8Array[], size: number): readonly Uint8Array[] {
  const pages: Uint8Array[] = [];
  for (const entry of all) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + entry.length <= size)
      pages[pages.length - 1] = concatBytes(last, entry);
    else pages.push(entry);
  }
  return pages;
}

/** DELETE, 11.2: an application or a package (P2 80: with its applications). Answers one byte 00. */
export const deleteObject: CommandHandler = {
  name: 'DELETE',
  ins: 0xe4,
  cla: 'etsi',
  case: 'in-out',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1, p2, data }) => {
    const domain = requireDomain(card);
    requireChannel(card);
    if (p1 !== 0 || (p2 !== 0x00 && p2 !== 0x80)) throw new Refusal(status.wrongP1P2);
    const name = findValue(readTlvs(data), 0x4f);
    if (name === undefined) throw new Refusal(status.wrongData);
    const entry = entryOf(domain, name);
    if (entry === undefined) throw new Refusal(status.referenceNotFound);
    const users = domain.registry.filter((other) => isFrom(other, entry));
    if (users.length > 0 && p2 !== 0x80) throw new Refusal(status.conditionsNotSatisfied);
    const registry = domain.registry.filter((other) => other !== entry && !users.includes(other));
    card.commit(withDomain(card.image, { registry }));
    return { data: Uint8Array.of(0x00) };
  },
};

function isFrom({ package: home }: RegistryEntry, { aid, kind }: RegistryEntry): boolean {
  return kind === 'package' && home?.length === aid.length && startsWithBytes(home, aid);
}

const cardStates = [0x01, 0x07, 0x0f, 0x7f];

/** SET STATUS, 11.10: of the card (P1 80; only upwards, but that a lock can be taken back) or an application (P1 40). Ending the card is refused. */
export const setStatus: CommandHandler = {
  name: 'SET STATUS',
  ins: 0xf0,
  cla: 'etsi',
  case: 'in',
  basicChannelOnly: true,
  domain: 'in-channel',
  run: (card, { p1: scope, p2: state, data: name }) => {
    const domain = requireDomain(card);
    requireChannel(card);
    if (scope === scopes.domain) {
      const unlocks = domain.lifeCycle === 0x7f && state === 0x0f;
      const allowed = cardStates.includes(state) && (state >= domain.lifeCycle || unlocks);
      if (!allowed || (name.length > 0 && !namesDomain(domain, name)))
        throw new Refusal(status.conditionsNotSatisfied);
      card.commit(withDomain(card.image, { lifeCycle: state }));
      return {};
    }
    if (scope !== scopes.applications) throw new Refusal(status.wrongP1P2);
    const entry = entryOf(domain, name);
    if (entry?.kind !== 'application') throw new Refusal(status.referenceNotFound);
    // Bit 8 locks; the bits below it are the application's own, from selectable on.
    if ((state & 0x03) !== 0x03) throw new Refusal(status.conditionsNotSatisfied);
    const registry = domain.registry.map((old) => (old === entry ? { ...old, lifeCycle: state } : old));
    card.commit(withDomain(card.image, { registry }));
    return {};
  },
};
