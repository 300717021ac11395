import { concatBytes } from '../../base/bytes.ts';
import { InputError } from '../../base/error.ts';
import { encodeCharacterString } from './character-string.ts';
import { splitTaggedValues } from './length-value.ts';
import { requireExactLength } from './required-length.ts';

/** P2 of AUTHENTICATE (INS 88) in the GBA context: application-specific key, context 4. 3GPP TS 31.102 7.1.2. */
export const gbaContext = 0x84;

const bootstrappingTag = 0xdd;
const nafDerivationTag = 0xde;
/** Lc of the even instruction code. */
const longestData = 255;
const clause = '3GPP TS 31.102 7.1.2';

/** What a card is asked in the GBA context. */
export type GbaCommand =
  | { readonly mode: 'bootstrapping'; readonly rand: Uint8Array; readonly autn: Uint8Array }
  | { readonly mode: 'naf-derivation'; readonly nafId: Uint8Array; readonly impi: string };

/**
 * Command data of AUTHENTICATE: `DD 10 RAND 10 AUTN`, or `DE len NAF_ID len IMPI`. 3GPP TS 31.102 7.1.2.
 * @throws InputError `key.length`, `key.character-string`, or `gba.command-length` when NAF_ID and IMPI do not fit into one command
 */
export function encodeGbaCommand(command: GbaCommand): Uint8Array {
  if (command.mode === 'naf-derivation') {
    const data = joined(nafDerivationTag, command.nafId, encodeCharacterString('The IMPI', command.impi));
    if (data.length > longestData)
      throw new InputError(
        'gba.command-length',
        'The name of the NAF and the IMPI are too long for the card.',
        {
          hint: 'Use a shorter name for the NAF: both together have room for 252 bytes.',
          clause,
          details: { length: data.length },
        },
      );
    return data;
  }
  requireExactLength('RAND', command.rand, 16, clause);
  requireExactLength('AUTN', command.autn, 16, clause);
  return joined(bootstrappingTag, command.rand, command.autn);
}

/**
 * The card's side: what the command data ask for.
 * @throws InputError `gba.command`
 */
export function decodeGbaCommand(data: Uint8Array): GbaCommand {
  const split = splitTaggedValues(data);
  const [first, second, ...more] = split?.values ?? [];
  if (first === undefined || second === undefined || more.length > 0)
    throw malformed('it is not a tag with two values');
  if (split?.tag === bootstrappingTag) {
    if (first.length !== 16 || second.length !== 16) throw malformed('RAND and AUTN have 16 bytes each');
    return { mode: 'bootstrapping', rand: first, autn: second };
  }
  if (split?.tag === nafDerivationTag) {
    const impi = utf8Text(second);
    if (first.length === 0 || impi === undefined || impi === '')
      throw malformed('NAF_ID or IMPI is missing or not UTF-8');
    return { mode: 'naf-derivation', nafId: first, impi };
  }
  throw malformed('its tag is neither DD nor DE');
}

function joined(tag: number, first: Uint8Array, second: Uint8Array): Uint8Array {
  return concatBytes([tag, first.length], first, [second.length], second);
}

function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function malformed(reason: string): InputError {
  return new InputError('gba.command', `This is not a command of the GBA context: ${reason}.`, {
    hint: 'Send DD with RAND and AUTN, or DE with NAF_ID and IMPI.',
    clause,
  });
}
