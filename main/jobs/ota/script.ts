import { fromHex, toHex } from '../../base/bytes.ts';
import { decodeCommandApdu } from '../../card/apdu.ts';
import { malformedScript } from '../../channel/scp80/script/errors.ts';
import { readScript, readScriptAnswer } from '../../channel/scp80/script/read-script.ts';
import type { CallInput, CallOutput } from '../../contract/calls.ts';
import { encodeScript } from '../../procedures/ota/run-script.ts';
import { presentAnswers, presentCommand, presentItem } from './present-script.ts';

/**
 * A remote APDU script from commands, the commands in one, or the answers in a response.
 * @throws InputError `hex.malformed`, `apdu.malformed`, `script.malformed`, `script.answer-lost`; CardError `script.response-malformed`
 */
export function convertScript(input: CallInput<'ota.script'>): CallOutput<'ota.script'> {
  if (input.direction === 'encode') {
    const commands = input.commands.map((text) => decodeCommandApdu(fromHex(text)));
    const data = encodeScript(input.format, commands);
    return {
      data: toHex(data),
      format: input.format,
      commands: commands.map((apdu) => presentCommand(apdu, false)),
    };
  }
  const data = fromHex(input.data);
  if (input.response) {
    const answer = readScriptAnswer(data);
    const { format, executed } = answer;
    return { data: toHex(data), format, executed, responses: [...presentAnswers(answer, undefined)] };
  }
  const script = readScript(data);
  if (script.problem !== undefined)
    throw malformedScript(`after ${script.items.length} objects, ${script.problem}`);
  return {
    data: toHex(data),
    format: script.format,
    commands: script.items.map((item) => presentItem(item, false)),
  };
}
