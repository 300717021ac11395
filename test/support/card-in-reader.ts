import { onTestFinished } from 'vitest';
import type { CardDevice } from '../../main/card/device.ts';
import { serveVpcd } from '../../native/vpcd/vpcd-link.ts';
import { pcscSees } from './pcsc-sees.ts';
import type { VirtualReader } from './pcscd.ts';

/** A card of this process in a reader of a test's pcscd. */
export interface CardInReader {
  /** Takes it out, and waits until PC/SC has seen that. */
  remove(): Promise<void>;
}

/** Puts the card in and waits until PC/SC has seen it. A card that falls silent stays out; with the test it is gone. */
export async function putCard(reader: VirtualReader, device: CardDevice): Promise<CardInReader> {
  const link = serveVpcd({ device, port: reader.port, reinsertAfter: 600_000 });
  let removal: Promise<void> | undefined;
  const remove = async () => {
    await link.close();
    await pcscSees(reader, 'empty');
  };
  const card: CardInReader = { remove: () => (removal ??= remove()) };
  onTestFinished(card.remove);
  await pcscSees(reader, 'card');
  return card;
}
