import { fromHex } from '../../main/base/bytes.ts';
import { updateBinaryChunks } from '../../main/card/commands/update-binary.ts';
import type { PlanDoc, RouteName, StepDoc } from '../../main/contract/plan.ts';
import { messagesFor, packetSize } from '../../main/procedures/ota/packet-size.ts';
import { labChannel } from '../../main/procedures/ota/testing/lab-channels.ts';

/** Lower bounds for a plan on a route: nothing that writes these contents can need less. */
export interface SmallestWay {
  readonly apdus: number;
  readonly bytes: number;
  readonly envelopes: number;
  /** Bytes of packets. */
  readonly packets: number;
}

/** CLA INS P1 P2 and Lc. */
const header = 5;
/** VERIFY with eight bytes. */
const verify = header + 8;
/** INITIALIZE UPDATE and EXTERNAL AUTHENTICATE on T=0, without Le. */
const handshake = [header + 8, header + 16];
/**
 * Bytes around a packet in an ENVELOPE: its header, the tags and lengths of SMS-PP download, device identities and TPDU, an SMS-DELIVER with
 * an originating address of one digit.
 */
const aroundMessage = header + 2 + 4 + 2 + 1 + 3 + 1 + 1 + 7 + 1;

/**
 * Each content that differs needs one command of its own: of a record all of it, of a transparent file the bytes that differ, which is
 * less than any command carries where equal bytes lie between them. SELECTs are left out, also those that no card can do without:
 * the directory, and files without an SFI. So the bound is honest, and may be out of reach.
 */
export function smallestWay(plan: PlanDoc, route: RouteName): SmallestWay {
  const data = plan.steps.map(leastData);
  const commands = data.map((length) => header + length);
  if (route === 'plain') return of([verify, ...commands]);
  if (route === 'scp80') return inPackets(plan, commands);
  // Padding is at least one byte, C-MAC eight.
  const block = route === 'scp03' ? 16 : 8;
  return of([...handshake, ...data.map((length) => header + Math.ceil((length + 1) / block) * block + 8)]);
}

function leastData({ kind, after, before }: StepDoc): number {
  const content = fromHex(after?.hex ?? '');
  if (kind === 'update-record') return content.length;
  const known = before === undefined ? undefined : fromHex(before.hex);
  const chunks = updateBinaryChunks(known, content, 1);
  return chunks.reduce((sum, { length }) => sum + length, 0);
}

const of = (commands: readonly number[]): SmallestWay => ({
  apdus: commands.length,
  bytes: sum(commands),
  envelopes: 0,
  packets: 0,
});

/** All commands of an application in one packet, which no card of a smaller buffer would take: more packets are never fewer ENVELOPEs. */
function inPackets({ steps }: PlanDoc, commands: readonly number[]): SmallestWay {
  const scripts = new Map<string, number>();
  for (const [at, { path }] of steps.entries()) {
    const application = path.split('/')[0] ?? '';
    scripts.set(application, (scripts.get(application) ?? 0) + (commands[at] ?? 0));
  }
  const packets = [...scripts.values()].map((length) => packetSize(labChannel(2), length));
  const envelopes = sum(packets.map(messagesFor));
  return {
    apdus: envelopes,
    bytes: sum(packets) + envelopes * aroundMessage,
    envelopes,
    packets: sum(packets),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
