import { attempt } from '../../../channel/scp80/attempt.ts';
import { joinPacket, placeOf } from '../../../channel/scp80/sms/concatenation.ts';
import type { UserData } from '../../../channel/scp80/sms/user-data.ts';

/** The parts of one split message that have come since the reset. */
export interface Assembly {
  readonly reference: number;
  readonly total: number;
  readonly parts: ReadonlyMap<number, UserData>;
}

/**
 * Adds a short message to those that wait. One message is put together at a time: a part of another one drops what waits. A part that
 * comes twice counts once. `packet` is there when a command packet is complete; a message that carries none, or that cannot be put
 * together, is dropped.
 */
export function addPart(
  waiting: Assembly | undefined,
  message: UserData,
): { readonly waiting: Assembly | undefined; readonly packet: Uint8Array | undefined } {
  const place = placeOf(message);
  if (place === undefined) return { waiting, packet: packetIn([message]) };
  const { reference, total, number } = place;
  if (number < 1 || number > total) return { waiting, packet: undefined };
  const goesOn = waiting?.reference === reference && waiting.total === total;
  const parts = new Map(goesOn ? waiting.parts : []).set(number, message);
  if (parts.size < total) return { waiting: { reference, total, parts }, packet: undefined };
  return { waiting: undefined, packet: packetIn([...parts.values()]) };
}

function packetIn(parts: readonly UserData[]): Uint8Array | undefined {
  const joined = attempt(() => joinPacket(parts));
  return joined.ok && joined.value.kind === 'command' ? joined.value.packet : undefined;
}
