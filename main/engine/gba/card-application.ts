import { CardError, InputError, MismatchError } from '../../base/error.ts';
import { encodePinDigits, encodePinHex } from '../../card/pin.ts';
import type { KeyInput } from '../../contract/secret.ts';
import { readApplicationPin } from '../../procedures/aka/application-pin.ts';
import type { AkaApplication } from '../../procedures/aka/types.ts';
import { presentKey } from '../../procedures/apply/present-key.ts';
import { CardFiles } from '../../procedures/card-files.ts';
import { readGbaIdentity } from '../../procedures/gba/identity.ts';
import { identifyCard } from '../../procedures/inventory/identify.ts';
import { cardAnswer } from '../../procedures/inventory/read-ef.ts';
import { CardSession } from '../../procedures/session.ts';
import type { CardAtHand } from '../readers/desk.ts';

type Kind = AkaApplication['kind'];

/** A card in a reader with the USIM and ISIM it has. */
export interface AkaCard {
  readonly files: CardFiles;
  readonly iccid: string | undefined;
  readonly applications: readonly AkaApplication[];
}

/**
 * Identifies the card.
 * @param expected the ICCID of the card that is meant, where a person has said which
 * @throws CardError `card.not-uicc` …, MismatchError `aka.other-card`
 */
export async function openAkaCard(
  { link }: CardAtHand,
  signal: AbortSignal,
  expected?: string,
): Promise<AkaCard> {
  const files = new CardFiles(new CardSession(link, { signal }));
  const { iccid, applications, problem } = await identifyCard(files);
  if (problem !== undefined) throw problem;
  if (expected !== undefined && iccid !== expected.replace(/\s/g, '')) throw otherCard(iccid);
  return { files, iccid, applications: applications.filter(isAka) };
}

/**
 * The application that was asked for; else the one that holds oneM2M files (TS-0003 D.1.2), else the USIM, else the ISIM.
 * @throws CardError `aka.no-application`
 */
export function chooseApplication({ applications }: AkaCard, wanted: Kind | undefined): AkaApplication {
  const found =
    wanted === undefined
      ? (applications.find(({ oneM2m }) => oneM2m.length > 0) ??
        applications.find(({ kind }) => kind === 'usim') ??
        applications[0])
      : applications.find(({ kind }) => kind === wanted);
  if (found !== undefined) return found;
  throw new CardError(
    'aka.no-application',
    `The card has no ${wanted?.toUpperCase() ?? 'USIM and no ISIM'}.`,
    {
      hint: 'Put in a card with a subscription, or choose its other application.',
      meaning: 'The card is unharmed; nothing was sent to the network.',
      clause: '3GPP TS 31.102 7.1',
      details: { who: 'card' },
    },
  );
}

/** The application whose subscriber this is, where several could be; else as {@link chooseApplication}. */
export async function applicationOf(card: AkaCard, impi: string | undefined): Promise<AkaApplication> {
  if (impi !== undefined)
    for (const application of card.applications) {
      const identity = await cardAnswer(card.files.session, () => readGbaIdentity(card.files, application));
      if (identity.ok && identity.value.impi === impi) return application;
    }
  return chooseApplication(card, undefined);
}

/**
 * Presents the PIN of the application where the card wants it and one was given: after a look at the tries that are left, and once.
 * @throws AccessError `pin.wrong`, `pin.last-try`, `pin.blocked` …; InputError for a text that is no PIN
 */
export async function presentApplicationPin(
  { files }: AkaCard,
  application: AkaApplication,
  { pin, lastTry }: { readonly pin?: KeyInput | undefined; readonly lastTry?: boolean | undefined },
): Promise<void> {
  if (pin === undefined) return;
  const { reference, state } = await readApplicationPin(files, application);
  if (state !== 'enabled') return;
  const value = pin.format === 'digits' ? encodePinDigits(pin.value) : encodePinHex(pin.value);
  try {
    await presentKey(files.session, reference, value, lastTry === true);
  } finally {
    value.fill(0);
  }
}

/** @throws InputError `aka.no-iccid` */
export function requireIccid({ iccid }: AkaCard): string {
  if (iccid !== undefined) return iccid;
  throw new InputError('aka.no-iccid', 'The card does not tell its ICCID, so nothing can be kept for it.', {
    hint: 'Use a card whose EF_ICCID can be read.',
    meaning: 'The card is unharmed.',
  });
}

const isAka = (application: { readonly kind: string }): application is AkaApplication =>
  application.kind === 'usim' || application.kind === 'isim';

function otherCard(found: string | undefined): MismatchError {
  return new MismatchError('aka.other-card', 'The card in the reader is not the one that was named.', {
    hint: 'Put in the card that is meant, or name this one.',
    meaning: 'The card was not asked to authenticate.',
    details: { who: 'device', ...(found === undefined ? {} : { found }) },
  });
}
