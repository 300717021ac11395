import { toHex } from '../../base/bytes.ts';
import { encodeCommandApdu } from '../../card/apdu.ts';
import { envelope } from '../../card/commands/toolkit.ts';
import { buildCommandPacket } from '../../channel/scp80/command-packet.ts';
import { nextCounter } from '../../channel/scp80/counter.ts';
import type { CallInput, CallOutput } from '../../contract/calls.ts';
import { packetMessages } from '../../procedures/ota/packet-messages.ts';
import { normaliseIccid } from '../../procedures/profile/iccid-text.ts';
import type { JobDeps } from '../deps.ts';
import { withComposition } from './composition.ts';
import { payloadsOf } from './payload.ts';
import { presentCommandPacket } from './present-packet.ts';

/**
 * Makes the packets of what was composed without sending them. No counter is spent: that of a stored set is shown as it would be next.
 * @throws what `payloadsOf`, `buildCommandPacket` and `openPacketKeys` throw
 */
export function encodePackets(
  deps: JobDeps,
  { iccid, simulated = false, compose }: CallInput<'ota.encode'>,
): Promise<CallOutput<'ota.encode'>> {
  const card = iccid === undefined ? undefined : { iccid: normaliseIccid(iccid) ?? iccid, simulated };
  return withComposition(deps.custody, compose, card, (composition) => {
    const { form, set } = composition;
    const counted = form.spi.counter !== 'none';
    let counter = compose.counter ?? (counted ? nextCounter(set?.counter ?? 0) : 0);
    const packets = payloadsOf(deps, compose, composition).map(({ tar, data, steps, secret }, i) => {
      if (i > 0 && counted) counter = nextCounter(counter);
      const packet = buildCommandPacket({ ...form, tar, counter, data }, form.keys);
      return {
        packet: presentCommandPacket(packet, form.keys, secret),
        tar: toHex(tar),
        messages: packetMessages({ clock: deps.clock }, packet, counter).map(({ tpdu, download }) => ({
          tpdu: toHex(tpdu),
          envelope: toHex(envelopeCommand(download)),
        })),
        ...(steps === undefined ? {} : { steps: [...steps] }),
      };
    });
    return { packets };
  });
}

/** As a terminal sends it on T=0. */
function envelopeCommand(download: Uint8Array): Uint8Array {
  const { le: _answer, ...command } = envelope(download).apdu;
  return encodeCommandApdu(command);
}
