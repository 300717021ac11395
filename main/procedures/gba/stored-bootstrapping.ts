import { randIn } from '../../auth/gba/b-tid.ts';
import { equalBytes, fromHex, toHex } from '../../base/bytes.ts';
import { CardError, CardwrightError, MismatchError } from '../../base/error.ts';
import { updateBinary, updateBinaryChunks } from '../../card/commands/update-binary.ts';
import { type GbaBootstrapping, gbaBootstrapping } from '../../card/files/codec/gba-bootstrapping.ts';
import { isimGbaBootstrapping } from '../../card/files/isim/gba-bootstrapping.ts';
import { usimGbaBootstrapping } from '../../card/files/usim/gba-bootstrapping.ts';
import { childPath, type FilePath } from '../../card/path.ts';
import type { AkaApplication } from '../aka/types.ts';
import type { CardFiles } from '../card-files.ts';
import { rootOfApplication } from '../inventory/directories.ts';
import { readSelected } from '../read-content.ts';

/** What EF_GBABP says of the Ks in the card. */
export interface StoredBootstrapping {
  readonly rand: Uint8Array;
  readonly bTid: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/**
 * The GBA_U bootstrapping that the card holds; `undefined` when there is none, or it was not completed. What is there but cannot be understood
 * counts as none: a new bootstrapping replaces it.
 * @throws AccessError `access.denied`, CardError when the file cannot be read
 */
export async function readStoredBootstrapping(
  files: CardFiles,
  application: AkaApplication,
): Promise<StoredBootstrapping | undefined> {
  const value = decoded((await readParameters(files, application)).content);
  const expires = Date.parse(value?.lifetime ?? '');
  if (value === undefined || value.bTid === '' || value.rand.length !== 32 || Number.isNaN(expires))
    return undefined;
  const rand = fromHex(value.rand);
  const named = randIn(value.bTid);
  // A card that was taken away in a later bootstrapping has its RAND and Ks, and still the name of the earlier ones.
  if (named !== undefined && !equalBytes(named, rand)) return undefined;
  return { rand, bTid: value.bTid, expires };
}

/**
 * Writes B-TID and lifetime beside the RAND in EF_GBABP and reads them back, 3GPP TS 31.102 4.2.79. A write that has begun is finished
 * although the user cancels.
 * @param lifetime as the BSF wrote it
 * @throws MismatchError `gba.other-bootstrapping` when the card holds another RAND, `gba.not-stored`; CardError `gba.parameters-too-long`
 */
export async function storeBootstrapping(
  files: CardFiles,
  application: AkaApplication,
  { rand, bTid, lifetime }: { readonly rand: Uint8Array; readonly bTid: string; readonly lifetime: string },
): Promise<void> {
  const { content: before } = await readParameters(files, application);
  const held = decoded(before)?.rand ?? '';
  // A card that leaves RAND to the terminal has none there, or the old one of an empty bootstrapping.
  if (held !== '' && !equalBytes(fromHex(held), rand)) throw otherBootstrapping();
  const after = encoded({ rand: toHex(rand), bTid, lifetime }, before.length);
  await files.session.uninterrupted(async () => {
    for (const { offset, length } of updateBinaryChunks(before, after))
      await files.session.run(updateBinary({ offset, data: after.subarray(offset, offset + length) }));
    const { content } = await readParameters(files, application);
    if (!equalBytes(content, after)) throw notStored();
  });
}

async function readParameters(
  files: CardFiles,
  application: AkaApplication,
): Promise<{ readonly content: Uint8Array }> {
  const { fcp } = await files.select(pathOf(application));
  const [content = new Uint8Array()] = await readSelected(files.session, fcp);
  return { content };
}

function pathOf(application: AkaApplication): FilePath {
  const { fid } = application.kind === 'isim' ? isimGbaBootstrapping : usimGbaBootstrapping;
  return childPath(rootOfApplication(application), fid);
}

function decoded(content: Uint8Array): GbaBootstrapping | undefined {
  if (gbaBootstrapping.isUnassigned(content)) return undefined;
  try {
    return gbaBootstrapping.decode(content);
  } catch (error) {
    if (error instanceof CardwrightError) return undefined;
    throw error;
  }
}

const clause = '3GPP TS 31.102 4.2.79';
const ksInCard = 'The card has its new Ks, but not the name it goes by: bootstrap again.';

/** The lifetime as the BSF wrote it or, where that does not fit, the same moment written as short as can be. */
function encoded(value: GbaBootstrapping, size: number): Uint8Array {
  const short = { ...value, lifetime: shortest(value.lifetime) };
  const length = (one: GbaBootstrapping): number => 19 + one.bTid.length + one.lifetime.length;
  try {
    return gbaBootstrapping.encode(length(value) <= size ? value : short, size);
  } catch (error) {
    if (!(error instanceof CardwrightError)) throw error;
    throw new CardError(
      'gba.parameters-too-long',
      'B-TID and lifetime do not fit into EF_GBABP of this card.',
      {
        hint: 'Use GBA_ME with this card, or ask its issuer for a larger file.',
        meaning: ksInCard,
        clause,
        details: { who: 'card', size },
        cause: error,
      },
    );
  }
}

/** In whole seconds of UTC, rounded down: 20 characters. */
const shortest = (lifetime: string): string =>
  `${new Date(Date.parse(lifetime)).toISOString().slice(0, 19)}Z`;

function otherBootstrapping(): MismatchError {
  return new MismatchError('gba.other-bootstrapping', 'The card has been bootstrapped again meanwhile.', {
    hint: 'See that no other program uses the card, then bootstrap again.',
    meaning: 'The card keeps the later bootstrapping; nothing was written.',
    clause,
    details: { who: 'card' },
  });
}

function notStored(): MismatchError {
  return new MismatchError('gba.not-stored', 'The card did not keep what was written to EF_GBABP.', {
    hint: 'Bootstrap again; if it stays so, the card is faulty.',
    meaning: ksInCard,
    clause,
    details: { who: 'card' },
  });
}
