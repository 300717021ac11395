import { CardError } from '../base/error.ts';
import type { CardLink } from '../card/link.ts';
import type { Uicc } from './uicc/uicc.ts';

const unknownState = 'Whether the card has executed the last command is not known until it is read again.';

/**
 * Powers a software card and gives the connection to it, as a reader in the same process would.
 * @throws CardError `card.absent`, `card.mute`; `exchange` rejects with `card.removed` or `card.mute`
 */
export async function connectUicc(uicc: Uicc): Promise<CardLink> {
  const atr = await powered(uicc, 'cold');
  return {
    atr,
    protocol: uicc.snapshot().protocol,
    exchange: async (bytes) => {
      const answer = await uicc.transmit(bytes);
      if (answer !== undefined) return answer;
      throw uicc.present ? mute() : removed();
    },
    reset: async () => powered(uicc, 'warm'),
  };
}

async function powered(uicc: Uicc, kind: 'cold' | 'warm'): Promise<Uint8Array> {
  const atr = await uicc.reset(kind);
  if (atr.length > 0) return atr;
  throw uicc.present ? mute() : absent();
}

function absent(): CardError {
  return new CardError('card.absent', 'There is no card in the reader.', {
    hint: 'Put a card into the reader.',
  });
}

function mute(): CardError {
  return new CardError('card.mute', 'The card does not answer.', {
    hint: 'Take the card out and put it in again.',
    meaning: unknownState,
  });
}

function removed(): CardError {
  return new CardError('card.removed', 'The card was taken out.', {
    hint: 'Put the same card in again.',
    meaning: unknownState,
  });
}
