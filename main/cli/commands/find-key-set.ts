import { InputError } from '../../base/error.ts';
import type { KeySetDoc } from '../../contract/keys.ts';
import type { Session } from '../session.ts';

/** By its id, or by its name among those of the card, or of all where no card is given. */
export async function findSet(
  session: Session,
  wanted: string,
  { iccid, simulated: isSimulated }: { readonly iccid?: string; readonly simulated?: boolean },
): Promise<KeySetDoc> {
  const { sets } = await session.call('keys.list', { iccid, simulated: isSimulated });
  const found = sets.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined) throw noSuchSet();
  throw new InputError('keys.several-sets', `${found.length} key sets have this name.`, advice);
}

const advice = {
  hint: 'See “cardwright keys list”; with --iccid a name is enough.',
  meaning: 'Nothing was changed.',
};

export function noSuchSet(): InputError {
  return new InputError('keys.no-such-set', 'The station has no key set of this id or name.', advice);
}
