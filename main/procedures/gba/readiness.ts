import { AccessError, CardError, CardwrightError } from '../../base/error.ts';
import type { Clock } from '../../base/ports.ts';
import type { GbaNaf } from '../../card/files/codec/gba-naf-list.ts';
import { isimServiceTable } from '../../card/files/isim/service-table.ts';
import { usimServiceTable } from '../../card/files/usim/service-table.ts';
import { childPath } from '../../card/path.ts';
import { pinRefusal, readApplicationPin } from '../aka/application-pin.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { cardAnswer } from '../inventory/read-ef.ts';
import type { KeyStatus } from '../inventory/types.ts';
import { discoverServices } from '../onem2m/service-discovery.ts';
import { readGbaIdentity } from './identity.ts';
import { readNafKeys } from './naf-keys.ts';
import { readDeclared } from './read-declared.ts';
import { type GbaNames, roomObstacle } from './room.ts';
import { readStoredBootstrapping, type StoredBootstrapping } from './stored-bootstrapping.ts';
import type { GbaIdentity, GbaMode } from './types.ts';

/** Whether a card can be bootstrapped, and what is there already. Reading it changes nothing and presents no PIN. */
export interface GbaReadiness {
  readonly pin: KeyStatus;
  /** Service 68 of EF_UST or 2 of EF_IST; `undefined` where the table cannot be read. */
  readonly gba: boolean | undefined;
  /** Services 7 and 8 in any EF_1M2MST of the application (TS-0003 D.2.2.6, D.2.2.7); `undefined` without such a table. */
  readonly oneM2m: { readonly provisioning: boolean; readonly connection: boolean } | undefined;
  readonly identity: GbaIdentity | undefined;
  /** The bootstrapping in the card, whether valid or not. */
  readonly stored: (StoredBootstrapping & { readonly valid: boolean }) | undefined;
  /** The NAFs that the card has derived keys for. */
  readonly nafKeys: readonly GbaNaf[];
  /** In the order in which to try them; empty when the card cannot be bootstrapped. */
  readonly modes: readonly GbaMode[];
  /** Why a card that has or may have GBA cannot do GBA_U here: its files have no room. It may do GBA_ME. */
  readonly noRoom: CardwrightError | undefined;
  /** What keeps it from being bootstrapped, the first thing to do first. Empty: it is ready. */
  readonly obstacles: readonly CardwrightError[];
}

/**
 * Looks at the PIN before anything else. What the card refuses is an obstacle; only errors of the link and a cancel are thrown.
 * @param names where they are known already; the BSF is else the one that follows from the identity
 * @throws InputError `fqdn.malformed`
 */
export async function checkGbaReadiness(
  files: CardFiles,
  application: AkaApplication,
  clock: Clock,
  names: Partial<GbaNames> = {},
): Promise<GbaReadiness> {
  const pin = await readApplicationPin(files, application);
  const needsPin = pinRefusal(pin);
  const obstacles: CardwrightError[] = needsPin === undefined ? [] : [needsPin];
  const gba = await hasGba(files, application);
  const identity = await cardAnswer(files.session, () => readGbaIdentity(files, application));
  // Behind a PIN nothing can be read: that the PIN is needed has been said.
  if (!identity.ok && !(identity.problem instanceof AccessError && needsPin !== undefined))
    obstacles.push(identity.problem);
  const stored =
    gba === true
      ? await cardAnswer(files.session, () => readStoredBootstrapping(files, application))
      : undefined;
  const value = stored?.ok === true ? stored.value : undefined;
  const bsfFqdn = names.bsfFqdn ?? (identity.ok ? identity.value.bsfFqdn : undefined);
  const noRoom =
    gba !== true || bsfFqdn === undefined
      ? undefined
      : await roomObstacle(files, application, { ...names, bsfFqdn });
  return {
    pin,
    gba,
    oneM2m: await oneM2mServicesOf(files, application),
    identity: identity.ok ? identity.value : undefined,
    stored: value === undefined ? undefined : { ...value, valid: value.expires > clock.now() },
    nafKeys: gba === true ? await readNafKeys(files, application) : [],
    modes: obstacles.length > 0 ? [] : modesFor(gba === true && noRoom !== undefined ? false : gba),
    noRoom,
    obstacles,
  };
}

/** GBA_U where the card has it; whether the network wants it shows in the challenge. A card that does not tell is asked. */
export function modesFor(gba: boolean | undefined): readonly GbaMode[] {
  return gba === false ? ['GBA_ME'] : ['GBA_U', 'GBA_ME'];
}

/** @throws CardError `gba.not-in-card` when the card is known to have no GBA */
export function requireGbaInCard(gba: boolean | undefined): void {
  if (gba === false)
    throw new CardError(
      'gba.not-in-card',
      'The card does not announce GBA, so it cannot keep the keys itself.',
      {
        hint: 'Use GBA_ME, or a card with service 68 in EF_UST (2 in EF_IST of an ISIM).',
        meaning: 'The card is unharmed; nothing was sent to the network.',
        clause: '3GPP TS 31.102 4.2.8',
        details: { who: 'card' },
      },
    );
}

async function hasGba(files: CardFiles, application: AkaApplication): Promise<boolean | undefined> {
  const [declaration, service] =
    application.kind === 'isim' ? ([isimServiceTable, 2] as const) : ([usimServiceTable, 68] as const);
  const table = await cardAnswer(files.session, () => readDeclared(files, application, declaration));
  return table.ok ? (table.value?.includes(service) ?? false) : undefined;
}

async function oneM2mServicesOf(
  files: CardFiles,
  application: AkaApplication,
): Promise<GbaReadiness['oneM2m']> {
  const tables: ReadonlySet<number>[] = [];
  for (const { fid } of application.oneM2m) {
    const home = childPath(rootOfApplication(application), fid);
    const services = await cardAnswer(files.session, () => discoverServices(files, home));
    if (services.ok) tables.push(services.value);
  }
  if (tables.length === 0) return undefined;
  return {
    provisioning: tables.some((services) => services.has(7)),
    connection: tables.some((services) => services.has(8)),
  };
}
