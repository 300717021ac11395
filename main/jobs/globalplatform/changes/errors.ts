import { CardError, InputError } from '../../../base/error.ts';

const onlyRead = 'The card was only read; nothing on it changed.';

export function notOnCard(name: string): CardError {
  return new CardError('gp.not-found', `${name} is not on the card.`, {
    hint: 'Look at the list of applications and packages, and give the whole AID.',
    meaning: onlyRead,
    details: { aid: name },
  });
}

/** @param count applications that came from the package */
export function stillInUse(name: string, count: number): CardError {
  return new CardError('gp.in-use', `The package ${name} has applications on the card.`, {
    hint: 'Delete the applications first, or the package together with them.',
    meaning: onlyRead,
    clause: 'GlobalPlatform Card Specification 2.3.1 11.2',
    details: { aid: name, count },
  });
}

export function notDeletable(name: string): CardError {
  return new CardError('gp.not-deletable', `${name} is the card’s own security domain.`, {
    hint: 'It cannot be deleted.',
    meaning: onlyRead,
    details: { aid: name },
  });
}

export function alreadyThere(name: string): CardError {
  return new CardError('gp.present', `${name} is on the card already.`, {
    hint: 'Delete it first, or choose another AID for the new one.',
    meaning: onlyRead,
    details: { aid: name },
  });
}

/** @param modules AIDs to choose from */
export function moduleUnclear(modules: string): InputError {
  return new InputError(
    'gp.which-module',
    modules === '' ? 'The package has no applet.' : 'Say which applet of the package is to be installed.',
    {
      hint: modules === '' ? 'It is a library: load it only.' : `Give the AID of one of: ${modules}.`,
      meaning: onlyRead,
    },
  );
}

export function notInPackage(name: string): InputError {
  return new InputError('gp.not-in-package', `${name} is no applet of the package.`, {
    hint: 'Take the AID of the applet from the list of the package’s modules.',
    meaning: onlyRead,
    details: { aid: name },
  });
}

export function noPackage(): InputError {
  return new InputError('gp.no-package', 'Say which package to install from.', {
    hint: 'Give a CAP file, or the AID of a package that is on the card.',
    meaning: 'Nothing was sent to the card.',
  });
}

export function notBase64(): InputError {
  return new InputError('gp.not-base64', 'The CAP file did not arrive whole.', {
    hint: 'Choose the file again.',
    meaning: 'Nothing was sent to the card.',
  });
}

export function noStateOf(name: string, state: string): InputError {
  return new InputError('gp.state', `${name} cannot be made “${state}”.`, {
    hint: 'Applications can be locked, unlocked and made selectable; the card can be locked, unlocked (secured) and terminated.',
    meaning: onlyRead,
    clause: 'GlobalPlatform Card Specification 2.3.1 11.10',
    details: { aid: name, state },
  });
}

export function alreadySo(name: string, state: string): CardError {
  return new CardError('gp.already', `${name} is ${state} already.`, {
    hint: 'There is nothing to do.',
    meaning: onlyRead,
    details: { aid: name, state },
  });
}

export function malformedData(cause: unknown): InputError {
  return new InputError('gp.data-malformed', 'The data are not whole data objects in BER-TLV.', {
    hint: 'Give each with its tag and length, for example 42 08 0123456789ABCDEF.',
    meaning: 'Nothing was sent to the card.',
    clause: 'GlobalPlatform Card Specification 2.3.1 11.11.2.3',
    cause,
  });
}

/** @param version that is to be replaced */
export function noSuchVersion(version: number): CardError {
  return new CardError('gp.no-such-version', `The card has no key set of version ${version}.`, {
    hint: 'Look at its key sets, or add the new one instead of replacing.',
    meaning: onlyRead,
    clause: 'GlobalPlatform Card Specification 2.3.1 11.8.2.1',
    details: { version },
  });
}

export function versionTaken(version: number): CardError {
  return new CardError('gp.version-taken', `The card has a key set of version ${version} already.`, {
    hint: 'Replace that one, or choose another version.',
    meaning: onlyRead,
    details: { version },
  });
}

/** @param name of the stored key set */
export function nameTaken(name: string): InputError {
  return new InputError('gp.name-taken', `The station holds another key set “${name}” for this card.`, {
    hint: 'Find out what it is good for, and forget it if nothing: the new keys take its name.',
    meaning: onlyRead,
    details: { set: name },
  });
}

export function wrongKeySet(why: string): InputError {
  return new InputError('gp.key-set', `This is not a key set for the card: ${why}.`, {
    hint: 'OTA key sets have the versions 1 to 15; keys of secure channels are 3DES with two keys, or AES.',
    meaning: 'Nothing was sent to the card.',
  });
}

/** An earlier change of keys whose end nobody knows. */
export function unresolvedChange(title: string): CardError {
  return new CardError('gp.unresolved', `It is not known how this ended: ${title}.`, {
    hint: 'Open the vault and ask the card again (gp info): its cryptogram tells which keys it has.',
    meaning: 'The card has the old or the new keys, whole; the station holds both.',
  });
}

/** What a cancel between the two halves of an installation means. */
export const onlyLoaded = 'The package is on the card; no application was made of it.';

/** The key set that a plan is to replace has gone from the station meanwhile. */
export function planStale(): InputError {
  return new InputError('gp.plan-stale', 'The keys of this card have been changed since this was planned.', {
    hint: 'Plan the change again: it then begins with the keys that the card has now.',
    meaning: 'The card has its keys as they were; nothing was put.',
  });
}
