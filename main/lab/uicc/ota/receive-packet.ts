import { equalBytes } from '../../../base/bytes.ts';
import { attempt } from '../../../channel/scp80/attempt.ts';
import { type CommandPacketHeader, readCommandPacket } from '../../../channel/scp80/command-packet.ts';
import { judgeCommandPacket } from '../../../channel/scp80/command-verdict.ts';
import { decodeKeyIndicator, type KeyIndicator } from '../../../channel/scp80/kic-kid.ts';
import { meetsMinimumSecurityLevel } from '../../../channel/scp80/minimum-security-level.ts';
import { porStatus } from '../../../channel/scp80/response-status.ts';
import { decodeSpi, type Spi } from '../../../channel/scp80/spi.ts';
import type { Card } from '../os/card.ts';
import type { CommandTable } from '../os/interpreter.ts';
import { runScript } from './run-script.ts';
import { type OtaApplication, type OtaDomain, type OtaKeySet, packetKeysOf, withCounter } from './state.ts';

/** What became of a command packet. */
export interface PacketOutcome {
  readonly header: Pick<CommandPacketHeader, 'spi' | 'kicByte' | 'kidByte' | 'tar'>;
  readonly keySet: OtaKeySet | undefined;
  /** Counter of the packet, 0 where it could not be read; that of the key set where a card tells it. */
  readonly counter: number;
  /** Response status code. */
  readonly status: number;
  /** Answer of the script; empty unless it was run. */
  readonly data: Uint8Array;
}

/** What scripts for an application may do, when packets with this key set bring them. */
export type CommandsFor = (application: OtaApplication, keySet: OtaKeySet | undefined) => CommandTable;

/** SPI, KIc, KID and TAR end here; before them CPL and CHL. */
const headEnd = 10;

/**
 * Judges a command packet and runs its script: buffer, TAR, minimum security level, key set, RC/CC and ciphering, counter. The counter
 * is committed before the first command of the script. Undefined for bytes that are too short to tell who should answer how.
 */
export function receivePacket(
  card: Card,
  domain: OtaDomain,
  commandsFor: CommandsFor,
  packet: Uint8Array,
): PacketOutcome | undefined {
  if (packet.length < headEnd) return undefined;
  const header = {
    spi: decodeSpi(packet[3]!, packet[4]!),
    kicByte: packet[5]!,
    kidByte: packet[6]!,
    tar: packet.slice(7, headEnd),
  };
  const keySet = keySetOf(domain, header);
  const refuse = (status: number): PacketOutcome => ({
    header,
    keySet,
    counter: counterIn(packet, keySet),
    status,
    data: new Uint8Array(),
  });
  if (packet.length > domain.buffer) return refuse(porStatus.insufficientMemory);
  const application = domain.applications.find(({ tar }) => equalBytes(tar, header.tar));
  if (application === undefined) return refuse(porStatus.tarUnknown);
  if (!meetsMinimumSecurityLevel(header.spi, application.minimumSecurityLevel))
    return refuse(porStatus.insufficientSecurityLevel);
  if (keySet === undefined ? needsKeys(header.spi) : !algorithmsFit(header, keySet))
    return refuse(porStatus.unidentifiedSecurityError);
  const keys = keySet === undefined ? {} : packetKeysOf(keySet);
  const verdict = judgeCommandPacket(packet, keys, keySet?.counter ?? 0);
  if (!verdict.accepted) {
    const refused = refuse(verdict.status);
    // The sender learns from where to go on.
    const tells = domain.tellsCounter && verdict.status === porStatus.counterLow;
    return tells ? { ...refused, counter: keySet?.counter ?? 0 } : refused;
  }
  if (keySet !== undefined && verdict.stored !== keySet.counter)
    card.commit({ ...card.image, ota: withCounter(domain, keySet.index, verdict.stored) });
  const { answerBuffer } = domain;
  const data = runScript(
    card,
    { application, keySet, commands: commandsFor(application, keySet), answerBuffer },
    verdict.packet.data,
  );
  return { header, keySet, counter: verdict.packet.counter, status: porStatus.ok, data };
}

type Head = PacketOutcome['header'];

/** The key set that the packet names; where it needs both keys, they are of one set. A counter without keys belongs to that of KIc. */
function keySetOf(domain: OtaDomain, { spi, kicByte, kidByte }: Head): OtaKeySet | undefined {
  const [kicIndex, kidIndex] = [kicByte >> 4, kidByte >> 4];
  const needsKic = spi.ciphering || spi.porCiphering;
  const needsKid = spi.check === 'cc' || spi.porCheck === 'cc';
  if (needsKic && needsKid && kicIndex !== kidIndex) return undefined;
  const index = needsKid && !needsKic ? kidIndex : kicIndex;
  return domain.keySets.find((set) => set.index === index);
}

/** Nothing protected and nothing counted: then, and only then, no key set is needed. */
function needsKeys({ ciphering, check, counter }: Spi): boolean {
  return ciphering || check === 'cc' || check === 'ds' || counter === 'higher' || counter === 'one-higher';
}

/** A key is used with its own algorithm only. */
function algorithmsFit({ spi, kicByte, kidByte }: Head, { algorithm }: OtaKeySet): boolean {
  const fits = (indicator: KeyIndicator): boolean =>
    indicator.algorithm === 'implicit' || indicator.algorithm === algorithm;
  return (
    (!spi.ciphering || fits(decodeKeyIndicator(kicByte, 'kic'))) &&
    (spi.check !== 'cc' || fits(decodeKeyIndicator(kidByte, 'cc')))
  );
}

function counterIn(packet: Uint8Array, keySet: OtaKeySet | undefined): number {
  const reading = attempt(() => readCommandPacket(packet, keySet === undefined ? {} : packetKeysOf(keySet)));
  return reading.ok ? (reading.value.content?.counter ?? 0) : 0;
}
