import { concatBytes, hex8 } from '../base/bytes.ts';
import { CardError } from '../base/error.ts';
import { decodeTlvs, findValue } from './tlv/ber.ts';
import {
  type ComprehensionTlv,
  decodeComprehensionTlvs,
  encodeComprehensionTlv,
} from './tlv/comprehension.ts';

/** A proactive command as FETCH returns it, ETSI TS 102 223 6.6. */
export interface ProactiveCommand {
  /** In the standard's words, `DISPLAY TEXT`; `type 5A` for a type Cardwright does not know. */
  readonly name: string;
  readonly type: number;
  readonly number: number;
  readonly qualifier: number;
  /** Device identities of 8.7: 81 UICC, 82 terminal, 83 network. */
  readonly source: number;
  readonly destination: number;
  /** All data objects, command details and device identities included. */
  readonly objects: readonly ComprehensionTlv[];
}

const proactiveTag = 0xd0;
const tags = { commandDetails: 0x01, deviceIdentities: 0x02, result: 0x03, duration: 0x04 } as const;

/** Types of command, ETSI TS 102 223 9.4. */
const names: ReadonlyMap<number, string> = new Map([
  [0x01, 'REFRESH'],
  [0x02, 'MORE TIME'],
  [0x03, 'POLL INTERVAL'],
  [0x04, 'POLLING OFF'],
  [0x05, 'SET UP EVENT LIST'],
  [0x10, 'SET UP CALL'],
  [0x11, 'SEND SS'],
  [0x12, 'SEND USSD'],
  [0x13, 'SEND SHORT MESSAGE'],
  [0x14, 'SEND DTMF'],
  [0x15, 'LAUNCH BROWSER'],
  [0x16, 'GEOGRAPHICAL LOCATION REQUEST'],
  [0x20, 'PLAY TONE'],
  [0x21, 'DISPLAY TEXT'],
  [0x22, 'GET INKEY'],
  [0x23, 'GET INPUT'],
  [0x24, 'SELECT ITEM'],
  [0x25, 'SET UP MENU'],
  [0x26, 'PROVIDE LOCAL INFORMATION'],
  [0x27, 'TIMER MANAGEMENT'],
  [0x28, 'SET UP IDLE MODE TEXT'],
  [0x30, 'PERFORM CARD APDU'],
  [0x31, 'POWER ON CARD'],
  [0x32, 'POWER OFF CARD'],
  [0x33, 'GET READER STATUS'],
  [0x34, 'RUN AT COMMAND'],
  [0x35, 'LANGUAGE NOTIFICATION'],
  [0x40, 'OPEN CHANNEL'],
  [0x41, 'CLOSE CHANNEL'],
  [0x42, 'RECEIVE DATA'],
  [0x43, 'SEND DATA'],
  [0x44, 'GET CHANNEL STATUS'],
  [0x45, 'SERVICE SEARCH'],
  [0x46, 'GET SERVICE INFORMATION'],
  [0x47, 'DECLARE SERVICE'],
  [0x50, 'SET FRAMES'],
  [0x51, 'GET FRAMES STATUS'],
  [0x60, 'RETRIEVE MULTIMEDIA MESSAGE'],
  [0x61, 'SUBMIT MULTIMEDIA MESSAGE'],
  [0x62, 'DISPLAY MULTIMEDIA MESSAGE'],
  [0x70, 'ACTIVATE'],
  [0x71, 'CONTACTLESS STATE CHANGED'],
  [0x72, 'COMMAND CONTAINER'],
  [0x73, 'ENCAPSULATED SESSION CONTROL'],
  [0x81, 'END OF THE PROACTIVE SESSION'],
]);

/**
 * Total: bytes that are no proactive command with command details and device identities are a CardError `proactive.malformed` or
 * `tlv.malformed`. @see ETSI TS 102 223 6.6
 */
export function decodeProactiveCommand(bytes: Uint8Array): ProactiveCommand {
  const body = findValue(decodeTlvs(bytes), proactiveTag);
  if (body === undefined) throw malformed('It is no proactive command (tag D0).');
  const objects = decodeComprehensionTlvs(body);
  const details = valueOf(objects, tags.commandDetails);
  const devices = valueOf(objects, tags.deviceIdentities);
  if (details?.length !== 3) throw malformed('It has no command details.');
  if (devices?.length !== 2) throw malformed('It has no device identities.');
  const type = details[1]!;
  return {
    name: names.get(type) ?? `type ${hex8(type)}`,
    type,
    number: details[0]!,
    qualifier: details[2]!,
    source: devices[0]!,
    destination: devices[1]!,
    objects,
  };
}

/** General result of 8.12: performed, or beyond the terminal's capabilities. */
const results = { performed: 0x00, 'beyond-capabilities': 0x30 } as const;

/**
 * The data of TERMINAL RESPONSE to `command`, 6.8: its details as they came, terminal to UICC, the result. A POLL INTERVAL that was
 * performed is answered with the interval that was asked for (8.8).
 */
export function buildTerminalResponse(command: ProactiveCommand, result: keyof typeof results): Uint8Array {
  const { number, type, qualifier } = command;
  const duration = valueOf(command.objects, tags.duration);
  const echoes = type === 0x03 && result === 'performed' && duration !== undefined;
  return concatBytes(
    encodeComprehensionTlv(tags.commandDetails, Uint8Array.of(number, type, qualifier)),
    encodeComprehensionTlv(tags.deviceIdentities, Uint8Array.of(0x82, 0x81)),
    encodeComprehensionTlv(tags.result, Uint8Array.of(results[result])),
    echoes ? encodeComprehensionTlv(tags.duration, duration) : new Uint8Array(),
  );
}

function valueOf(objects: readonly ComprehensionTlv[], tag: number): Uint8Array | undefined {
  return objects.find((object) => object.tag === tag)?.value;
}

function malformed(why: string): CardError {
  return new CardError(
    'proactive.malformed',
    `The card sent a proactive command that cannot be read. ${why}`,
    {
      hint: 'Go on; an application on the card is at fault.',
      clause: 'ETSI TS 102 223 6.6',
    },
  );
}
