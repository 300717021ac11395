import * as z from 'zod';
import { hexText } from '../card.ts';
import {
  encodedPacketDoc,
  otaComposeInput,
  otaKeysInput,
  packetDoc,
  scriptCommandDoc,
  scriptFormat,
  scriptResponseDoc,
  sentPacketDoc,
  wrappingDoc,
} from '../ota.ts';
import { call } from './call.ts';

const hexInput = z.string().min(2).max(131_072);

/** The OTA bench: packets of ETSI TS 102 225 made, sent and taken apart. */
export const otaCalls = {
  /** Makes the packets without sending them; no counter is spent. */
  'ota.encode': call({
    input: z.strictObject({
      /** Whose counter of a stored set is shown as the next one. */
      iccid: z.string().optional(),
      /** A simulated card has counters of its own. */
      simulated: z.boolean().optional(),
      compose: otaComposeInput,
    }),
    output: z.strictObject({ packets: z.array(encodedPacketDoc) }),
  }),
  /** Takes apart what was captured: a packet, user data, a TPDU or an ENVELOPE; of several parts of one packet all, in any order. */
  'ota.decode': call({
    input: z.strictObject({
      parts: z.array(hexInput).min(1).max(255),
      keys: otaKeysInput,
      /** The command packet that a response answers: its SPI tells how the response is protected. */
      answers: hexInput.optional(),
    }),
    output: z.strictObject({ wrapping: z.array(wrappingDoc), packet: packetDoc }),
  }),
  /** Sends a packet to the card; a stored set's counter is spent before it leaves. */
  'ota.send': call({
    input: z.strictObject({ reader: z.string(), iccid: z.string(), compose: otaComposeInput }),
    output: z.strictObject({ packets: z.array(sentPacketDoc) }),
    long: true,
    audited: true,
  }),
  /** A remote APDU script from commands, or what is in one. */
  'ota.script': call({
    input: z.discriminatedUnion('direction', [
      z.strictObject({
        direction: z.literal('encode'),
        commands: z.array(z.string().max(1024)).min(1).max(255),
        format: scriptFormat,
      }),
      z.strictObject({ direction: z.literal('decode'), data: hexInput, response: z.boolean() }),
    ]),
    output: z.strictObject({
      data: hexText,
      format: scriptFormat,
      commands: z.array(scriptCommandDoc).optional(),
      executed: z.number().int().optional(),
      responses: z.array(scriptResponseDoc).optional(),
    }),
  }),
} as const;
