import type {
  EncodedPacketDoc,
  PacketDoc,
  PacketFieldDoc,
  PorStatusDoc,
  ScriptCommandDoc,
  SentPacketDoc,
  WrappingDoc,
} from '../../main/contract/ota.ts';
import type { Handlers } from './handlers.ts';

type Parts = readonly (readonly [bits: string, name: string, meaning: string])[];

function field(
  name: string,
  offset: number,
  value: string,
  says: string | Parts,
  deciphered = false,
): PacketFieldDoc {
  const parts =
    typeof says === 'string' ? [] : says.map(([bits, part, meaning]) => ({ bits, name: part, meaning }));
  const meaning = typeof says === 'string' ? says : parts.map((part) => part.meaning).join('; ');
  return { name, offset, length: value.length / 2, value, meaning, deciphered, parts };
}

const script: ScriptCommandDoc[] = [
  { apdu: '00a40000025f40', what: 'SELECT 5F40' },
  { apdu: '00a40000026f02', what: 'SELECT 6F02' },
  { apdu: '00d60000058003414243', what: 'UPDATE BINARY, 5 bytes from 0' },
];

const head: PacketFieldDoc[] = [
  field('CPL', 0, '0038', '56 bytes follow'),
  field('CHL', 2, '15', '21 bytes from SPI to the end of RC/CC/DS'),
  field('SPI', 3, '1619', [
    ['first byte, b5 b4', 'counter', 'processed only if the counter is higher than the card’s'],
    ['first byte, b3', 'ciphering', 'ciphered'],
    ['first byte, b2 b1', 'RC/CC/DS', 'cryptographic checksum'],
    ['second byte, b6', 'PoR transport', 'PoR by SMS-DELIVER-REPORT, in the answer to ENVELOPE'],
    ['second byte, b5', 'PoR ciphering', 'PoR ciphered'],
    ['second byte, b4 b3', 'PoR RC/CC/DS', 'PoR with cryptographic checksum'],
    ['second byte, b2 b1', 'PoR', 'proof of receipt always'],
  ]),
  field('KIc', 5, '22', [
    ['b8 b7 b6 b5', 'keys', 'key set 2'],
    ['b4 b3 b2 b1', 'algorithm', 'AES in CBC mode'],
  ]),
  field('KID', 6, '22', [
    ['b8 b7 b6 b5', 'keys', 'key set 2'],
    ['b4 b3 b2 b1', 'algorithm', 'AES in CMAC mode'],
  ]),
  field('TAR', 7, 'b00001', 'remote file management'),
];

const inside: PacketFieldDoc[] = [
  field('CNTR', 10, '0000000005', 'counter 5', true),
  field('PCNTR', 15, '0a', '10 bytes of padding after the data', true),
  field('RC/CC/DS', 16, 'e09bb6e7b3187df0', 'right', true),
  field('Data', 24, '00a40000025f4000a40000026f0200d60000058003414243', '24 bytes', true),
  field('Padding', 48, '00000000000000000000', 'padding', true),
];

/** A ciphered command packet, opened. */
export const commandPacket: PacketDoc = {
  kind: 'command',
  hex: '00381516192222b000016d0dacc3cfeb57dd06b4ae07f5416adc5dffc3389b72a9c2277a4608a7ad827e7c74ed80aa48060248f0fa674a91ca99',
  fields: [...head, ...inside],
  checksum: 'right',
  counter: 5,
  data: '00a40000025f4000a40000026f0200d60000058003414243',
  script,
};

/** The same without its keys. */
export const closedPacket: PacketDoc = {
  kind: 'command',
  hex: commandPacket.hex,
  fields: head,
  checksum: 'unchecked',
  obstacle: {
    code: 'scp80.key-missing',
    kind: 'input',
    what: 'The packet is ciphered and KIc is not there.',
    hint: 'Choose a key set that has KIc.',
    clause: 'ETSI TS 102 225 5.1',
    details: {},
  },
};

const [message] = [
  {
    tpdu: '440a9100010100007ff6621122010000003d02700000381516192222b000016d0dacc3cfeb57dd06b4ae07f5416adc5dffc3389b72a9c2277a4608a7ad827e7c74ed80aa48060248f0fa674a91ca99',
    envelope:
      'd155820283818b4f440a9100010100007ff6621122010000003d02700000381516192222b000016d0dacc3cfeb57dd06b4ae07f5416adc5dffc3389b72a9c2277a4608a7ad827e7c74ed80aa48060248f0fa674a91ca99',
  },
] as const;

export const encodedPacket: EncodedPacketDoc = { packet: commandPacket, tar: 'b00001', messages: [message] };

const done: PorStatusDoc = {
  code: '00',
  name: 'PoR OK',
  outcome: 'done',
  meaning: 'The packet was genuine and its script was executed; each command has its own status word.',
  hint: 'Look at the number of commands executed and at the last status word.',
};

const proof: PacketDoc = {
  kind: 'response',
  hex: '002412b00001c34c242c1944a53868ac9a746df024b2ff6744962f9e1b503b658d657effa4e8',
  fields: [
    field('RPL', 0, '0024', '36 bytes follow'),
    field('RHL', 2, '12', '18 bytes from TAR to the end of RC/CC/DS'),
    field('TAR', 3, 'b00001', 'remote file management'),
    field('CNTR', 6, '0000000005', 'counter 5', true),
    field('PCNTR', 11, '0e', '14 bytes of padding after the data', true),
    field('Status', 12, '00', 'PoR OK', true),
    field('RC/CC/DS', 13, 'f4ed5d65895b69da', 'right', true),
    field('Data', 21, '039000', '3 bytes', true),
    field('Padding', 24, '0000000000000000000000000000', 'padding', true),
  ],
  checksum: 'right',
  counter: 5,
  data: '039000',
  status: done,
  executed: 3,
  responses: [{ sw: '9000', meaning: 'Done.', data: '' }],
};

/** Everything was executed. */
export const sentPacket: SentPacketDoc = { packet: commandPacket, counter: 5, envelopes: 1, proof };

/** The second command was refused. */
export const stoppedPacket: SentPacketDoc = {
  ...sentPacket,
  proof: {
    ...proof,
    executed: 2,
    responses: [{ sw: '6a82', meaning: 'File or application not found.', data: '' }],
  },
};

/** The counter was not high enough: nothing was executed. */
export const refusedPacket: SentPacketDoc = {
  ...sentPacket,
  proof: {
    kind: 'response',
    hex: proof.hex,
    fields: proof.fields,
    checksum: 'right',
    counter: 9,
    status: {
      code: '02',
      name: 'CNTR low',
      outcome: 'refused',
      meaning: 'The card has seen this counter or a higher one, and executed nothing.',
      hint: 'Raise the counter of this key set above the card’s and send again; the answer may carry the card’s counter.',
    },
  },
};

/** What carried the packet. */
export const wrapping: WrappingDoc[] = [
  {
    kind: 'envelope',
    hex: message.envelope,
    fields: [
      field('Tag', 0, 'd1', 'SMS-PP download'),
      field('Length', 1, '55', '85 bytes follow'),
      field('Device identities', 2, '82028381', 'from the network to the UICC'),
      field('TPDU', 6, message.envelope.slice(12), 'SMS-DELIVER'),
    ],
  },
  {
    kind: 'sms-deliver',
    hex: message.tpdu,
    fields: [
      field('TP-MTI', 0, '44', 'SMS-DELIVER with a user data header'),
      field('TP-OA', 1, '0a910001010000', 'from +0010100000'),
      field('TP-PID', 8, '7f', '(U)SIM data download'),
      field('TP-DCS', 9, 'f6', '8-bit data of class 2'),
      field('TP-SCTS', 10, '62112201000000', '2026-11-22 10:00:00'),
      field('TP-UDL', 17, '3d', '61 bytes follow'),
      field('TP-UD', 18, message.tpdu.slice(36), 'user data header and packet'),
    ],
  },
];

/** An engine that makes and opens always the same packet. */
export function otaHandlers(pause: () => Promise<void>): Handlers {
  return {
    'ota.script': (input) => ({
      data: '00',
      format: 'compact',
      ...(input.direction === 'encode' && {
        commands: input.commands.map((text) => ({
          apdu: text.toLowerCase(),
          what: `SELECT ${text.slice(-4).toUpperCase()}`,
        })),
      }),
    }),
    'ota.encode': () => ({ packets: [encodedPacket] }),
    'ota.decode': ({ keys }) => ({
      wrapping,
      packet: keys.kind === 'none' ? closedPacket : commandPacket,
    }),
    'ota.send': async () => {
      await pause();
      return { packets: [sentPacket] };
    },
  };
}
