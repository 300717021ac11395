import { hex8, hex16, toHex } from '../../base/bytes.ts';
import { type CommandApdu, encodeCommandApdu } from '../../card/apdu.ts';
import { describeCommand, redactionOf } from '../../card/describe.ts';
import { decodeProactiveCommand } from '../../card/proactive.ts';
import { describeStatusWord } from '../../card/status-word.ts';
import { encodeTlv } from '../../card/tlv/ber.ts';
import { attempt } from '../../channel/scp80/attempt.ts';
import type { Chaining, ScriptItem } from '../../channel/scp80/script/expanded.ts';
import { explainFailure } from '../../channel/scp80/script/expanded-answer.ts';
import {
  answeredItems,
  type ScriptAnswer,
  type ScriptReading,
} from '../../channel/scp80/script/read-script.ts';
import type { PacketDoc } from '../../contract/ota.ts';

type CommandDoc = NonNullable<PacketDoc['script']>[number];
type ResponseDoc = NonNullable<PacketDoc['responses']>[number];

/** Whether a command brings a PIN, a key or the like to the card. */
export function isSecret(apdu: CommandApdu): boolean {
  const redaction = redactionOf(apdu, 'none');
  return apdu.data !== undefined && (redaction === 'command' || redaction === 'both');
}

export function holdsSecrets({ items }: Pick<ScriptReading, 'items'>): boolean {
  return items.some((item) => item.kind === 'command' && isSecret(item.apdu));
}

/** One object of a script. @param hidden its data stay here: a PIN, a key, the content of a secret file */
export function presentItem(item: ScriptItem, hidden: boolean): CommandDoc {
  if (item.kind === 'command') return presentCommand(item.apdu, hidden || isSecret(item.apdu));
  if (item.kind === 'chaining') return { apdu: '', what: `Script chaining: ${chainingWords[item.chaining]}` };
  const when = item.kind === 'immediate-action' ? 'Immediate action' : 'Action on error';
  return { apdu: toHex(item.value), what: `${when}: ${actionWords(item.value)}` };
}

export function presentCommand(apdu: CommandApdu, hidden: boolean): CommandDoc {
  const { name, decoded } = describeCommand(apdu);
  const said = decoded.length === 0 ? name : `${name}: ${decoded.join(', ')}`;
  if (!hidden || apdu.data === undefined) return { apdu: toHex(encodeCommandApdu(apdu)), what: said };
  const { cla, ins, p1, p2, data } = apdu;
  return {
    apdu: toHex(Uint8Array.of(cla, ins, p1, p2)),
    what: `${said}; ${data.length} secret bytes hidden`,
  };
}

/** The answers of a script, each with the command it belongs to. @param hidden the data of the commands stay here */
export function presentAnswers(
  answer: ScriptAnswer,
  script: Pick<ScriptReading, 'items'> | undefined,
  hidden = false,
): readonly ResponseDoc[] {
  const owners = answeredItems(answer);
  return answer.responses.map(({ sw, data }, i) => {
    const item = script?.items[owners[i]!];
    const ins = item?.kind === 'command' ? item.apdu.ins : undefined;
    return {
      ...(item === undefined ? {} : { command: presentItem(item, hidden) }),
      sw: hex16(sw).toLowerCase(),
      meaning: `${describeStatusWord(sw, ins).meaning}${failureWords(answer, i)}`,
      data: toHex(data),
    };
  });
}

/** Why the script ended, behind its last answer. */
function failureWords({ failure, responses }: ScriptAnswer, i: number): string {
  return failure === undefined || i < responses.length - 1 ? '' : `; then ${explainFailure(failure)}`;
}

const chainingWords: Readonly<Record<Chaining, string>> = {
  first: 'the first of a chain, which a reset ends',
  'first-kept': 'the first of a chain, which outlives a reset',
  next: 'goes on with a chain',
  last: 'the last of a chain',
};

/** ETSI TS 102 226 5.2.1.2: a record of EF_RMA, 81 or 82, or the objects of a proactive command. */
function actionWords(value: Uint8Array): string {
  const [first] = value;
  if (first === undefined) return 'none';
  if (value.length === 1) return first < 0x80 ? `record ${first} of EF_RMA` : `referenced as ${hex8(first)}`;
  const command = attempt(() => decodeProactiveCommand(encodeTlv(0xd0, value)));
  return command.ok ? command.value.name : `${value.length} bytes`;
}
