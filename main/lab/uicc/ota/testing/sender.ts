import { concatBytes, fromHex, toHex } from '../../../../base/bytes.ts';
import { decodeProactiveCommand } from '../../../../card/proactive.ts';
import {
  buildCommandPacket,
  type CommandPacket,
  readCommandPacket,
} from '../../../../channel/scp80/command-packet.ts';
import {
  type OpenedResponsePacket,
  openResponsePacket,
  responseSecurity,
} from '../../../../channel/scp80/response-packet.ts';
import { joinPacket, splitPacket } from '../../../../channel/scp80/sms/concatenation.ts';
import { dataDownload, encodeSmsDeliver } from '../../../../channel/scp80/sms/deliver.ts';
import { encodeSmsPpDownload } from '../../../../channel/scp80/sms/envelope.ts';
import { decodeSmsSubmit } from '../../../../channel/scp80/sms/submit.ts';
import { decodeUserData, type UserData } from '../../../../channel/scp80/sms/user-data.ts';
import { decodeSpi } from '../../../../channel/scp80/spi.ts';
import type { CardImage } from '../../os/image.ts';
import { loadSeed } from '../../seed/load.ts';
import { type TestTerminal, terminalOf } from '../../test-terminal.ts';
import { createUicc, type UiccOptions } from '../../uicc.ts';
import { type OtaDomain, packetKeysOf } from '../state.ts';

export const otaImage = loadSeed('ota-keys').image;

export function withOta(changes: Partial<OtaDomain>): CardImage {
  return { ...otaImage, ota: { ...otaImage.ota!, ...changes } };
}

export interface PacketSaid {
  /** Both bytes in hexadecimal. */
  readonly spi?: string;
  readonly index?: number;
  readonly tar?: string;
  readonly counter?: number;
  readonly script: string | Uint8Array;
}

/** Sends packets to a software card and reads what it answers. */
export interface OtaSender extends TestTerminal {
  packet(said: PacketSaid): Uint8Array;
  /** The ENVELOPE commands of a packet as TPDUs. */
  envelopes(packet: Uint8Array): readonly string[];
  /** What the card answers to a packet: the response packet, if one comes, and the last status word. */
  deliver(packet: Uint8Array): Promise<{ readonly response: Uint8Array | undefined; readonly sw: string }>;
  /** Builds, sends and opens. */
  ask(said: PacketSaid): Promise<OpenedResponsePacket>;
  counterOf(index: number): number;
}

export async function otaSender(
  image: CardImage = otaImage,
  options: Partial<UiccOptions> = {},
): Promise<OtaSender> {
  const terminal = await terminalOf(createUicc({ image, ...options }));
  const { card, send } = terminal;
  const setOf = (index: number) => image.ota!.keySets.find((set) => set.index === index)!;
  const packet = ({ spi = '1619', index = 1, tar = 'b00000', counter = 1, script }: PacketSaid) => {
    const [first, second] = fromHex(spi);
    const decoded = decodeSpi(first!, second!);
    const set = setOf(index);
    const kid =
      decoded.check === 'rc' || (decoded.check === 'none' && decoded.porCheck === 'rc')
        ? 'crc-32'
        : set.algorithm;
    const command: CommandPacket = {
      spi: decoded,
      kic: { algorithm: set.algorithm, index },
      kid: { algorithm: kid, index },
      tar: fromHex(tar),
      counter,
      data: typeof script === 'string' ? fromHex(script) : script,
    };
    return buildCommandPacket(command, packetKeysOf(set));
  };
  const envelopes = (bytes: Uint8Array): readonly string[] =>
    splitPacket(bytes, 'command', 7).map((userData) => envelopeFor(userData));
  const deliver = async (bytes: Uint8Array) => {
    let answer = '';
    for (const each of envelopes(bytes)) answer = await send(each);
    if (/^(61|9f)..$/.test(answer)) answer = await send(`00c00000${answer.slice(2)}`);
    const data = fromHex(answer.slice(0, -4));
    if (data.length > 0) return { response: joinPacket([decodeUserData(data)]).packet, sw: answer.slice(-4) };
    return { response: await submitted(terminal, answer), sw: answer.slice(-4) };
  };
  return {
    ...terminal,
    packet,
    envelopes,
    deliver,
    ask: async (said) => {
      const bytes = packet(said);
      const { response } = await deliver(bytes);
      const keys = packetKeysOf(setOf(said.index ?? 1));
      return openResponsePacket(response!, responseSecurity(readCommandPacket(bytes).header), keys);
    },
    counterOf: (index) => card.snapshot().ota!.keySets.find((set) => set.index === index)!.counter,
  };
}

/** One ENVELOPE with an SMS-DELIVER from the number 12345678, class 80, without Le. */
export function envelopeFor(userData: UserData): string {
  const tpdu = encodeSmsDeliver({
    originator: { type: 0x81, digits: '12345678' },
    ...dataDownload,
    timestamp: fromHex('62102030405000'),
    userData,
    moreMessages: false,
    loopPrevention: false,
    statusReport: false,
    replyPath: false,
  });
  const data = encodeSmsPpDownload({ tpdu });
  return toHex(concatBytes([0x80, 0xc2, 0, 0, data.length], data));
}

/** The response packet that the card sends by SEND SHORT MESSAGE, if it announces one. */
async function submitted({ send }: TestTerminal, announced: string): Promise<Uint8Array | undefined> {
  const parts: UserData[] = [];
  for (let sw = announced; /^91..$/.test(sw); ) {
    const fetched = await send(`80120000${sw.slice(2)}`);
    const command = decodeProactiveCommand(fromHex(fetched.slice(0, -4)));
    const tpdu = command.objects.find(({ tag }) => tag === 0x0b)!.value;
    const submit = decodeSmsSubmit(tpdu);
    if (submit.destination.digits !== '12345678') return undefined;
    parts.push(submit.userData);
    sw = await send('801400000c810301130002028281830100');
  }
  return parts.length === 0 ? undefined : joinPacket(parts).packet;
}
