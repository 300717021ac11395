import { CardError, InputError } from '../../base/error.ts';

/** A command packet or something in it that cannot be. `why` goes on after a colon and has no full stop. */
export function malformedCommand(why: string): InputError {
  return new InputError('scp80.command-malformed', `This is not a command packet: ${why}.`, {
    hint: 'Check that all bytes are there: CPL, CHL, SPI, KIc, KID, TAR, CNTR, PCNTR, RC/CC and data.',
    clause: '3GPP TS 31.115 4.2',
  });
}

export function malformedResponse(why: string): CardError {
  return new CardError('scp80.response-malformed', `This is not a response packet: ${why}.`, {
    hint: 'Read what the script should have changed; send it again only if it did not happen.',
    meaning: 'Whether the script was executed is unknown until the card is read.',
    clause: '3GPP TS 31.115 4.4',
  });
}

/** What was asked for cannot be put into a packet. */
export function unusable(code: string, message: string, hint: string, clause: string): InputError {
  return new InputError(code, message, { hint, clause });
}

export function missingKey(name: 'KIc' | 'KID'): InputError {
  return unusable(
    'scp80.key-missing',
    `The packet needs the key ${name} and there is none.`,
    `Choose a key set that has ${name}.`,
    'ETSI TS 102 225 5.1',
  );
}

export function unevenCiphering(length: number, blockSize: number): InputError {
  return unusable(
    'scp80.ciphered-length',
    `The ciphered part has ${length} bytes, which is no multiple of ${blockSize}.`,
    'Check the algorithm in KIc, and that the packet is whole.',
    'ETSI TS 102 225 5.1.2',
  );
}
