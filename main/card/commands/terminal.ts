import type { CardCommand } from '../command.ts';
import { expectStatus } from '../status-check.ts';
import { encodeTlv } from '../tlv/ber.ts';
import { checkedData } from './parameters.ts';

/** TERMINAL PROFILE: the facilities of the terminal, ETSI TS 102 223 5.2. Proactive commands come only after it. */
export function terminalProfile(profile: Uint8Array): CardCommand<void> {
  return terminalCommand('TERMINAL PROFILE', 0x10, profile);
}

/** TERMINAL CAPABILITY with the data objects of template A9, ETSI TS 102 221 11.1.19. Many cards do not know it. */
export function terminalCapability(objects: Uint8Array): CardCommand<void> {
  return terminalCommand('TERMINAL CAPABILITY', 0xaa, encodeTlv(0xa9, objects));
}

function terminalCommand(name: string, ins: number, data: Uint8Array): CardCommand<void> {
  return {
    name,
    apdu: { cla: 0x80, ins, p1: 0, p2: 0, data: checkedData(data) },
    sensitive: 'none',
    changesCard: false,
    parse: (response) => void expectStatus(response, name),
  };
}
