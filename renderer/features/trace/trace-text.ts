import type { TraceDoc } from '../../../main/contract/trace.ts';

/** Bytes of a command without data: CLA, INS, P1, P2 and perhaps Lc or Le; two characters a byte. */
const withoutData = 10;

/** Whether the card or the reader refused: anything but 90xx, 91xx, 9Fxx and 61xx. A VERIFY that only asks for the tries is none. */
export function isRefusal({ sw, name, command }: TraceDoc): boolean {
  if (name.startsWith('VERIFY') && command.length <= withoutData && sw !== undefined && /^63c/i.test(sw))
    return false;
  return sw === undefined || !/^(90|91|9f|61)/i.test(sw);
}

/** One exchange on one line, as it is copied and exported. */
export function traceText(line: TraceDoc): string {
  return [
    new Date(line.at).toISOString(),
    line.reader,
    line.name,
    `> ${line.command}`,
    `< ${line.response ?? ''} ${line.sw ?? '----'}`,
    line.meaning,
    line.decoded.join(', '),
    `${line.elapsedMs.toFixed(2)} ms`,
  ].join('\t');
}

export function matches(line: TraceDoc, filter: string): boolean {
  const needle = filter.trim().toLowerCase();
  if (needle === '') return true;
  const compact = needle.replaceAll(' ', '');
  return (
    [line.name, line.meaning, line.reader, ...line.decoded].some((text) =>
      text.toLowerCase().includes(needle),
    ) ||
    [line.sw ?? '', line.command, line.response ?? ''].some((text) => text.toLowerCase().includes(compact))
  );
}
