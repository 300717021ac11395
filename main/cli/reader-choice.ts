import { InputError, ReaderError } from '../base/error.ts';
import type { ReaderDoc } from '../contract/reader.ts';
import { Refusal, type Session } from './session.ts';

/**
 * The reader a command works on: the one whose name is or contains `wanted`. Without `wanted`, and only for a command that does not
 * write, the only reader that has a card.
 */
export async function chooseReader(
  session: Session,
  wanted: string | undefined,
  use: 'read' | 'write',
): Promise<string> {
  const list = await session.call('readers.list', {});
  const found = match(list.readers, wanted, use);
  if (found.length === 1 && found[0] !== undefined) return found[0].id;
  if (list.problem !== undefined && list.readers.length === 0) throw new Refusal(list.problem);
  const names = list.readers.map((reader) => `“${reader.name}”`).join(', ');
  if (list.readers.length === 0)
    throw new ReaderError('reader.none', 'No reader is attached.', {
      hint: 'Plug one in, look at “cardwright readers --diagnose”, or add a simulated one: “cardwright simulator add usim-prepersonalised”.',
    });
  if (wanted !== undefined)
    throw new InputError(
      found.length === 0 ? 'reader.unknown' : 'reader.ambiguous',
      found.length === 0 ? `No reader is called “${wanted}”.` : `“${wanted}” fits ${found.length} readers.`,
      { hint: `Attached: ${names}.` },
    );
  throw new InputError(
    'reader.choose',
    'Say which reader: Cardwright never chooses one for a write or among several.',
    {
      hint: `Add --reader NAME. Attached: ${names}.`,
    },
  );
}

function match(
  readers: readonly ReaderDoc[],
  wanted: string | undefined,
  use: 'read' | 'write',
): readonly ReaderDoc[] {
  if (wanted === undefined) {
    if (use === 'write') return [];
    const withCard = readers.filter((reader) => reader.state === 'card');
    return withCard.length > 0 ? withCard : readers;
  }
  const exact = readers.filter((reader) => reader.id === wanted || reader.name === wanted);
  if (exact.length > 0) return exact;
  return readers.filter((reader) => reader.name.toLowerCase().includes(wanted.toLowerCase()));
}
