import type { ResponseApdu } from '../../../card/apdu.ts';
import { commandName } from '../../../card/instructions.ts';
import { attempt } from '../attempt.ts';
import { decodeCompactAnswer, decodeCompactScript } from './compact.ts';
import { malformedScript } from './errors.ts';
import { decodeExpandedScript, isExpandedScript, type ScriptItem } from './expanded.ts';
import { decodeExpandedAnswer, isExpandedAnswer, type ScriptFailure } from './expanded-answer.ts';
import type { BadFormat } from './template.ts';

export type ScriptCoding = 'compact' | 'expanded-definite' | 'expanded-indefinite';

/** A script in whichever format it is. */
export interface ScriptReading {
  readonly format: ScriptCoding;
  readonly items: readonly ScriptItem[];
  /** What ends an expanded script after `items`. */
  readonly problem?: BadFormat;
}

/** Total: @throws InputError `script.malformed` */
export function readScript(data: Uint8Array): ScriptReading {
  if (data.length === 0) throw malformedScript('it is empty');
  if (!isExpandedScript(data)) {
    const items = decodeCompactScript(data).map((apdu): ScriptItem => ({ kind: 'command', apdu }));
    return { format: 'compact', items };
  }
  const { coding, items, problem } = decodeExpandedScript(data);
  return { format: `expanded-${coding}`, items, ...(problem === undefined ? {} : { problem }) };
}

/**
 * What an application got, if it is a script: an expanded one by its tag, a compact one where every command is one that cards know. Other
 * bytes can look like a compact script, never like one of known commands by much of a chance.
 */
export function scriptIn(data: Uint8Array): ScriptReading | undefined {
  const reading = attempt(() => readScript(data));
  if (!reading.ok) return undefined;
  const { format, items } = reading.value;
  const known = items.every((item) => item.kind !== 'command' || !commandName(item.apdu).startsWith('INS '));
  return format !== 'compact' || known ? reading.value : undefined;
}

/** The answer to a script, in whichever format it is. */
export interface ScriptAnswer {
  readonly format: ScriptCoding;
  /** Commands executed, one that failed included; modulo 256 in the compact format. */
  readonly executed: number;
  /** Of the last command, or of each one in the expanded indefinite form. */
  readonly responses: readonly ResponseApdu[];
  readonly failure?: ScriptFailure;
}

/**
 * An application may answer an expanded script in the compact format when it cannot read it, ETSI TS 102 226 5.2.2.
 * @param script format of the script, where it is known: then AB and AF in a compact answer are counts
 * @throws CardError `script.response-malformed`
 */
export function readScriptAnswer(data: Uint8Array, script?: ScriptCoding): ScriptAnswer {
  if (script !== 'compact' && isExpandedAnswer(data)) {
    const { coding, executed, responses, failure } = decodeExpandedAnswer(data);
    const format = `expanded-${coding}` as const;
    return { format, executed, responses, ...(failure === undefined ? {} : { failure }) };
  }
  const { executed, ...response } = decodeCompactAnswer(data);
  return { format: 'compact', executed, responses: [response] };
}

/** Which command of the script each answer is of, from 0; the only answer of several executed commands is that of the last. */
export function answeredItems({ executed, responses }: ScriptAnswer): readonly number[] {
  if (responses.length === executed) return responses.map((_, i) => i);
  return responses.map((_, i) => executed - responses.length + i);
}
