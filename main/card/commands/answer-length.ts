import { CardError } from '../../base/error.ts';

/**
 * Data of an answer to a command that asked for `length` bytes; asking for 256 takes what there is.
 * @throws CardError `file.short` for fewer, `card.answer-malformed` for more
 */
export function checkedAnswer(data: Uint8Array, length: number, command: string): Uint8Array {
  if (data.length === length || (length === 256 && data.length < length)) return data;
  const details = { command, asked: length, got: data.length };
  if (data.length < length)
    throw new CardError(
      'file.short',
      `${command}: the card has ${data.length} of the ${length} bytes asked for.`,
      {
        hint: 'Read the card again: the file is shorter than expected.',
        meaning: 'The card is unharmed; nothing was written.',
        details,
      },
    );
  throw new CardError(
    'card.answer-malformed',
    `${command}: the card answered with more bytes than asked for.`,
    {
      hint: 'Read the card again; if it stays so, the card is at fault.',
      meaning: 'The card is unharmed; nothing was written.',
      details,
    },
  );
}
