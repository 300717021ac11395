import { hex8, toHex } from '../../base/bytes.ts';
import type { CardwrightError } from '../../base/error.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import { openCommandPacket, readCommandPacket } from '../../channel/scp80/command-packet.ts';
import type { PacketField } from '../../channel/scp80/field.ts';
import type { PacketKeys, PacketSecurity } from '../../channel/scp80/protection.ts';
import {
  openResponsePacket,
  type ResponseChecksumState,
  readResponsePacket,
} from '../../channel/scp80/response-packet.ts';
import type { PorStatusMeaning } from '../../channel/scp80/response-status.ts';
import { meaningOfPorStatus } from '../../channel/scp80/response-status.ts';
import { malformedScript } from '../../channel/scp80/script/errors.ts';
import { readScriptAnswer, type ScriptReading, scriptIn } from '../../channel/scp80/script/read-script.ts';
import type { Wrapping } from '../../channel/scp80/sms/wrapping.ts';
import type { PacketDoc, PacketFieldDoc, PorStatusDoc } from '../../contract/ota.ts';
import { foreignProof } from '../../procedures/ota/errors.ts';
import { answersPacket } from '../../procedures/ota/own-proof.ts';
import { presentError } from '../present/error.ts';
import { holdsSecrets, presentAnswers, presentItem } from './present-script.ts';

/**
 * A command packet as far as `keys` open it. PINs and keys in its script stay here.
 * @param secret its data hold the content of a secret file
 * @throws InputError `scp80.command-malformed`
 */
export function presentCommandPacket(bytes: Uint8Array, keys: PacketKeys, secret = false): PacketDoc {
  const { content, checksum, fields } = readCommandPacket(bytes, keys);
  const opened = attempt(() => openCommandPacket(bytes, keys));
  const trusted = opened.ok || checksum === 'unchecked' ? content : undefined;
  const script = trusted === undefined || !trusted.paddingFits ? undefined : scriptIn(trusted.data);
  const hidden = secret || (script !== undefined && holdsSecrets(script));
  const problem = opened.ok ? problemOf(script) : opened.error;
  return {
    kind: 'command',
    hex: toHex(bytes),
    fields: presentFields(fields, hidden),
    checksum: checksumWord(checksum),
    ...(problem === undefined ? {} : { obstacle: presentError(problem) }),
    ...(trusted === undefined ? {} : { counter: trusted.counter }),
    ...(trusted === undefined || hidden ? {} : { data: toHex(trusted.data) }),
    ...(script === undefined ? {} : { script: script.items.map((item) => presentItem(item, secret)) }),
  };
}

/** How a response is protected, and the script it answers, as far as the command is known. */
export interface AnsweredCommand {
  readonly security: PacketSecurity;
  readonly script: ScriptReading | undefined;
  /** What its response copies, where the command could be opened. */
  readonly sent?: Parameters<typeof answersPacket>[0];
}

/**
 * A response packet as far as the keys and its command open it.
 * @param secret the commands it answers hold the content of a secret file
 * @throws CardError `scp80.response-malformed`, `scp80.response-forged`
 */
export function presentResponsePacket(
  bytes: Uint8Array,
  command: AnsweredCommand | undefined,
  keys: PacketKeys,
  secret = false,
): PacketDoc {
  const { content, checksum, fields, obstacle } = readResponsePacket(bytes, command?.security, keys);
  const opened =
    command === undefined ? undefined : attempt(() => openResponsePacket(bytes, command.security, keys));
  const foreign =
    command?.sent !== undefined && opened?.ok === true && !answersPacket(command.sent, opened.value);
  const problem = foreign ? foreignProof() : opened === undefined || opened.ok ? obstacle : opened.error;
  const trusted = opened?.ok === true || checksum === 'unchecked' ? content : undefined;
  return {
    kind: 'response',
    hex: toHex(bytes),
    fields: presentFields(fields, false),
    checksum: checksumWord(checksum),
    ...(problem === undefined ? {} : { obstacle: presentError(problem) }),
    ...(trusted === undefined
      ? {}
      : {
          counter: trusted.counter,
          data: toHex(trusted.data),
          status: presentPorStatus(meaningOfPorStatus(trusted.status)),
          ...answersIn(trusted.data, foreign ? undefined : command?.script, secret),
        }),
  };
}

/** The answers in the data of a proof of receipt; nothing where they are not those of a script. */
function answersIn(
  data: Uint8Array,
  script: ScriptReading | undefined,
  secret: boolean,
): Pick<PacketDoc, 'executed' | 'responses'> {
  if (data.length === 0) return {};
  const answer = attempt(() => readScriptAnswer(data, script?.format));
  if (!answer.ok || !answer.value.responses.every(({ sw }) => looksLikeStatusWord(sw))) return {};
  const { executed } = answer.value;
  return { executed, responses: [...presentAnswers(answer.value, script, secret)] };
}

const looksLikeStatusWord = (sw: number): boolean => sw >> 12 === 6 || sw >> 12 === 9;

export function presentPorStatus({ code, name, outcome, meaning, hint }: PorStatusMeaning): PorStatusDoc {
  return { code: hex8(code).toLowerCase(), name, outcome, meaning, hint };
}

export function presentWrapping({ kind, bytes, fields }: Wrapping) {
  return { kind, hex: toHex(bytes), fields: presentFields(fields, false) };
}

/** Fields that what a secret is in: their bytes stay here. */
const secretFields = new Set(['Data', 'Padding']);

function presentFields(fields: readonly PacketField[], hidden: boolean): PacketFieldDoc[] {
  return fields.map(({ value, parts, ...field }) => {
    const hides = hidden && secretFields.has(field.name);
    return {
      ...field,
      value: hides ? '' : toHex(value),
      meaning: hides ? `${field.meaning}, hidden: there is a secret in it` : field.meaning,
      parts: parts.map((part) => ({ ...part })),
    };
  });
}

function checksumWord(state: ResponseChecksumState): PacketDoc['checksum'] {
  if (state === 'genuine') return 'right';
  return state === 'missing' ? 'none' : state;
}

/** A card runs an expanded script up to what is malformed in it. */
function problemOf(script: ScriptReading | undefined): CardwrightError | undefined {
  return script?.problem === undefined
    ? undefined
    : malformedScript(`after ${script.items.length} objects, ${script.problem}`);
}
