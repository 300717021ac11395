import { concatBytes } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import type { CommandApdu, ResponseApdu } from '../apdu.ts';
import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { encodeTlv } from '../tlv/ber.ts';

/** GET STATUS: what it lists, GlobalPlatform Card Specification 2.3.1 table 11-31. */
export const registryScopes = {
  'security-domain': 0x80,
  applications: 0x40,
  packages: 0x20,
  'packages-with-modules': 0x10,
} as const;

export type RegistryScope = keyof typeof registryScopes;

/** GET STATUS in the TLV form, 11.4: the first (`next` false) or the following part of a list. 6310 says that there is more, 6A88 nothing. */
export function getStatus(scope: RegistryScope, next: boolean): CardCommand<ResponseApdu> {
  return {
    ...command('GET STATUS', false),
    apdu: {
      ...header(0xf2, registryScopes[scope], next ? 0x03 : 0x02),
      data: encodeTlv(0x4f, new Uint8Array()),
      le: 256,
    },
    parse: (response) => expectStatus(response, 'GET STATUS', 0x6310, 0x6a88),
  };
}

/** GET DATA, 11.3: the data object `tag` (two bytes) with tag and length; `undefined` where the card has none. */
export function getDataObject(tag: number): CardCommand<Uint8Array | undefined> {
  return {
    ...command('GET DATA', false),
    apdu: { ...header(0xca, tag >> 8, tag & 0xff), le: 256 },
    parse: (response) => (response.sw === 0x6a88 ? undefined : expectStatus(response, 'GET DATA').data),
  };
}

/** PUT KEY of a whole key set, 11.8. @param replaced its version, 00 to add one @param data new version and keys; encrypted, yet secret */
export function putKey(replaced: number, data: Uint8Array): CardCommand<Uint8Array> {
  return {
    ...command('PUT KEY', true),
    sensitive: 'command',
    apdu: { ...header(0xd8, replaced, 0x81), data, le: 256 },
    parse: (response) => expectStatus(response, 'PUT KEY').data,
  };
}

/** STORE DATA, 11.11: block `number` (from 0) of data objects in BER-TLV. */
export function storeDataBlock(number: number, last: boolean, data: Uint8Array): CardCommand<Uint8Array> {
  return {
    ...command('STORE DATA', true),
    apdu: { ...header(0xe2, (last ? 0x80 : 0x00) | 0x10, number & 0xff), data, le: 256 },
    parse: (response) => expectStatus(response, 'STORE DATA').data,
  };
}

/** INSTALL [for load], 11.5.2.3.1; hash, parameters and token stay empty. @param domain AID of the security domain; empty: the selected one */
export function installForLoad(packageAid: Uint8Array, domain: Uint8Array): CardCommand<void> {
  return managing('INSTALL', {
    ...header(0xe6, 0x02, 0x00),
    data: fields(checkedAid(packageAid), domain, empty, empty, empty),
  });
}

export interface Installation {
  readonly packageAid: Uint8Array;
  readonly moduleAid: Uint8Array;
  readonly applicationAid: Uint8Array;
  /** 1 or 3 bytes, table 6-1; none: 00. */
  readonly privileges: Uint8Array;
  /** Application specific parameters, inside tag C9. */
  readonly parameters: Uint8Array;
  readonly selectable: boolean;
}

/** INSTALL [for install] or [for install and make selectable], 11.5.2.3.2. */
export function installForInstall(said: Installation): CardCommand<void> {
  const privileges = said.privileges.length === 0 ? Uint8Array.of(0) : said.privileges;
  return managing('INSTALL', {
    ...header(0xe6, said.selectable ? 0x0c : 0x04, 0x00),
    data: fields(
      checkedAid(said.packageAid),
      checkedAid(said.moduleAid),
      checkedAid(said.applicationAid),
      privileges,
      encodeTlv(0xc9, said.parameters),
      empty,
    ),
  });
}

/** INSTALL [for make selectable], 11.5.2.3.3: an application that is installed. @param privileges that it keeps */
export function installForMakeSelectable(aid: Uint8Array, privileges: Uint8Array): CardCommand<void> {
  return managing('INSTALL', {
    ...header(0xe6, 0x08, 0x00),
    data: fields(
      empty,
      empty,
      checkedAid(aid),
      privileges.length === 0 ? Uint8Array.of(0) : privileges,
      empty,
      empty,
    ),
  });
}

/** LOAD, 11.6: block `number`, from 0. */
export function loadBlock(number: number, last: boolean, data: Uint8Array): CardCommand<void> {
  return managing('LOAD', { ...header(0xe8, last ? 0x80 : 0x00, number), data });
}

/** DELETE, 11.2: an application or package; `related`: a package with the applications that came from it. */
export function deleteByAid(aid: Uint8Array, related: boolean): CardCommand<void> {
  return managing('DELETE', {
    ...header(0xe4, 0x00, related ? 0x80 : 0x00),
    data: encodeTlv(0x4f, checkedAid(aid)),
  });
}

/** SET STATUS, 11.10. @param state life cycle state byte of tables 11-4 to 11-6 */
export function setStatusOf(
  scope: 'security-domain' | 'applications',
  state: number,
  aid: Uint8Array,
): CardCommand<void> {
  return {
    ...command('SET STATUS', true),
    apdu: { ...header(0xf0, registryScopes[scope], state), data: checkedAid(aid) },
    parse: (response) => void expectStatus(response, 'SET STATUS'),
  };
}

const empty = new Uint8Array();

function header(ins: number, p1: number, p2: number): Pick<CommandApdu, 'cla' | 'ins' | 'p1' | 'p2'> {
  return { cla: 0x80, ins, p1, p2 };
}

function command(name: string, changesCard: boolean) {
  return { name, changesCard, sensitive: 'none' } as const;
}

function managing(name: string, apdu: CommandApdu): CardCommand<void> {
  return {
    ...command(name, true),
    apdu: { ...apdu, le: 256 },
    parse: (response) => void expectStatus(response, name),
  };
}

/** Fields of INSTALL, each with its length before it. */
function fields(...values: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...values.flatMap((value) => [[value.length], value]));
}

/** @throws InputError `aid.invalid` unless 5 to 16 bytes */
function checkedAid(aid: Uint8Array): Uint8Array {
  if (aid.length >= 5 && aid.length <= 16) return aid;
  throw new InputError('aid.invalid', 'An AID has 5 to 16 bytes.', {
    hint: 'Give the whole AID in hexadecimal.',
    clause: 'ISO/IEC 7816-4 8.2.1.2',
    details: { length: aid.length },
  });
}
