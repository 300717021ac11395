import { useState } from 'react';
import type { CallInput } from '../../../../main/contract/calls.ts';
import { errorDocOf } from '../../../client/engine-error.ts';
import { useCardIn } from '../../cards/card-lost.tsx';
import { isPinReady } from '../../cards/pin-entry.tsx';
import { emptyDraft, keyInputOf } from '../../provision/key-draft.ts';

export interface ChosenCard {
  readonly reader: string;
  readonly iccid: string;
}

/** The card on the bench, its application and its PIN, as the calls take them; `error` of the last call tells the tries that are left. */
export function useAkaCard(error: unknown) {
  const [card, setCard] = useState<ChosenCard>();
  const [application, setApplication] = useState<CallInput<'aka.authenticate'>['application']>('usim');
  const [usesPin, setUsesPin] = useState(false);
  const [pin, setPin] = useState(emptyDraft);
  const { reader, present } = useCardIn(card?.reader, card?.iccid);
  const left = error === null ? undefined : errorDocOf(error).details['triesLeft'];
  const triesLeft = typeof left === 'number' ? left : undefined;
  const missing: 'card' | 'pin' | undefined = !present
    ? 'card'
    : usesPin && !isPinReady(pin, triesLeft)
      ? 'pin'
      : undefined;
  return {
    card,
    setCard,
    application,
    setApplication,
    usesPin,
    setUsesPin,
    pin,
    setPin,
    triesLeft,
    missing,
    isReal: reader?.simulated === false,
    input: {
      reader: card?.reader ?? '',
      ...(card !== undefined && { iccid: card.iccid }),
      application,
      ...(usesPin && { pin: keyInputOf(pin), ...(pin.lastTry && { lastTry: true }) }),
    },
  };
}
export type AkaCard = ReturnType<typeof useAkaCard>;
