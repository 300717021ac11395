import { isAdministrative, keyReference } from '../../../card/access/key-reference.ts';
import type { CardKey, FileId } from '../os/image.ts';
import { malformedSeed } from './malformed.ts';
import type { SeedKey } from './schema.ts';
import { pinBytes } from './values.ts';

/** The keys of the card (`home` is the MF) or of an application. A reference below 80 counts for the whole card. */
export function buildKeys(
  said: Readonly<Record<string, SeedKey>>,
  home: FileId,
  isMf: boolean,
): readonly CardKey[] {
  return Object.entries(said).map(([name, key]) => {
    const reference = keyReference(name);
    const local = reference >= 0x80;
    if (!local && !isMf) throw malformedSeed(name, 'a key of the whole card is listed in an application');
    if (key.tries > key.maxTries) throw malformedSeed(name, 'more tries are left than there can be');
    const firstPin = !local && !isAdministrative(reference);
    return {
      reference,
      ...(local ? { home } : {}),
      value: pinBytes(key.value),
      tries: key.tries,
      maxTries: key.maxTries,
      enabled: key.enabled ?? !firstPin,
      canDisable: firstPin,
      ...(key.unblock === undefined
        ? {}
        : { unblock: { value: pinBytes(key.unblock), tries: key.unblockTries, maxTries: 10 } }),
    };
  });
}
