import type { CallOutput } from '../../contract/calls.ts';
import type { EncodedPacketDoc, PacketDoc, PacketFieldDoc, SentPacketDoc } from '../../contract/ota.ts';
import { errorText } from './error.ts';
import { paint, shortHex, table } from './print.ts';

/** Packets that were made: each with its fields and the ENVELOPEs that bring it. */
export function encodedText(packets: readonly EncodedPacketDoc[]): string {
  return packets
    .map(({ packet, tar, messages, steps }, i) =>
      [
        paint('bold', `Packet ${i + 1} of ${packets.length} to ${tar.toUpperCase()}${stepsText(steps)}`),
        packetText(packet),
        ...messages.map(({ envelope }, at) => `ENVELOPE ${at + 1} of ${messages.length}\n  ${envelope}`),
      ].join('\n'),
    )
    .join('\n\n');
}

/** What was captured, from the outside in. */
export function decodedText({ wrapping, packet }: CallOutput<'ota.decode'>): string {
  return [
    ...wrapping.map(({ kind, fields }) => `${paint('bold', wrappingWords[kind])}\n${fieldsText(fields)}`),
    paint('bold', packet.kind === 'command' ? 'Command packet' : 'Response packet'),
    packetText(packet),
  ].join('\n');
}

/** Packets that were sent: what left and what the card said. */
export function sentText(packets: readonly SentPacketDoc[]): string {
  return packets.map((sent, i) => sentPacketText(sent, i + 1, packets.length)).join('\n\n');
}

function sentPacketText(
  { packet, counter, envelopes, proof, error }: SentPacketDoc,
  number: number,
  of: number,
): string {
  const counted = counter === undefined ? 'without counter' : `counter ${counter}`;
  const left =
    envelopes === 0 ? 'not sent' : `${counted}, ${envelopes === 1 ? '1 ENVELOPE' : `${envelopes} ENVELOPEs`}`;
  return [
    paint('bold', `Packet ${number} of ${of}: ${left}`),
    packetText(packet),
    ...(proof === undefined ? [] : [paint('bold', 'Proof of receipt'), packetText(proof)]),
    ...(error === undefined ? [] : [errorText(error)]),
    ...(proof === undefined && error === undefined
      ? [`${paint('yellow', '?')} No proof of receipt: what became of it is not known.`]
      : []),
  ].join('\n');
}

/** A script and what is in it. */
export function scriptText({
  data,
  format,
  commands,
  executed,
  responses,
}: CallOutput<'ota.script'>): string {
  return [
    `${format}  ${data}`,
    ...(commands === undefined ? [] : [commandsText(commands)]),
    ...(executed === undefined ? [] : [executedText(executed)]),
    ...(responses === undefined ? [] : [responsesText(responses)]),
  ].join('\n');
}

const wrappingWords = {
  envelope: 'ENVELOPE',
  'proactive-command': 'SEND SHORT MESSAGE',
  'sms-deliver': 'SMS-DELIVER',
  'sms-submit': 'SMS-SUBMIT',
  'user-data': 'User data',
  packet: 'Packet',
} as const;

const checksumWords = { right: 'right', wrong: 'wrong', none: 'none', unchecked: 'not checked' } as const;

function packetText(packet: PacketDoc): string {
  const { fields, checksum, obstacle, script, status, executed, responses, hex } = packet;
  return [
    `  ${hex}`,
    fieldsText(fields),
    `  Checksum: ${checksum === 'wrong' ? paint('red', checksumWords.wrong) : checksumWords[checksum]}`,
    ...(script === undefined ? [] : [`  Script\n${commandsText(script)}`]),
    ...(status === undefined
      ? []
      : [
          `  ${status.outcome === 'done' ? paint('green', '✓') : paint('red', '✗')} ${status.name}\n    ${status.meaning}\n    → ${status.hint}`,
        ]),
    ...(executed === undefined ? [] : [executedText(executed)]),
    ...(responses === undefined ? [] : [responsesText(responses)]),
    ...(obstacle === undefined ? [] : [errorText(obstacle)]),
  ].join('\n');
}

function fieldsText(fields: readonly PacketFieldDoc[]): string {
  const rows = fields.flatMap(({ name, offset, value, meaning, deciphered, parts }) => [
    [
      paint('dim', String(offset)),
      name + (deciphered ? paint('dim', ' *') : ''),
      shortHex(value, 12),
      parts.length === 0 ? meaning : '',
    ],
    ...parts.map((part) => ['', paint('dim', part.bits), '', part.meaning]),
  ]);
  const note = fields.some(({ deciphered }) => deciphered) ? [paint('dim', '  * deciphered')] : [];
  return [table(rows, '  '), ...note].join('\n');
}

function commandsText(commands: NonNullable<PacketDoc['script']>): string {
  return table(
    commands.map(({ apdu, what }, i) => [String(i + 1), shortHex(apdu, 16), what]),
    '    ',
  );
}

function executedText(executed: number): string {
  return `  ${executed === 1 ? '1 command' : `${executed} commands`} executed`;
}

function responsesText(responses: NonNullable<PacketDoc['responses']>): string {
  return table(
    responses.map(({ command, sw, meaning, data }) => [
      sw.toUpperCase(),
      meaning,
      command?.what ?? '',
      shortHex(data, 16),
    ]),
    '    ',
  );
}

function stepsText(steps: readonly number[] | undefined): string {
  return steps === undefined ? '' : `, steps ${steps.map((step) => step + 1).join(' ')}`;
}
