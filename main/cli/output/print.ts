import { stripVTControlCharacters, styleText } from 'node:util';
import { inOneLine, printable } from './printable.ts';

type Style = Parameters<typeof styleText>[0];

/** Coloured where the stream is a terminal and NO_COLOR is not set. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

export function out(line = ''): void {
  process.stdout.write(`${printable(line)}\n`);
}

export function note(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Columns aligned by their visible width, two spaces between them, no trailing spaces. */
export function table(lines: readonly (readonly string[])[], indent = ''): string {
  const rows = lines.map((row) => row.map(inOneLine));
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, width(cell))));
  return rows
    .map((row) =>
      (indent + row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell))).join('  ')).trimEnd(),
    )
    .join('\n');
}

function width(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** An ICCID in groups of four, as it is printed on cards. */
export function groupDigits(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Hexadecimal text in bytes, cut with its length where it is long. */
export function shortHex(hex: string, maxBytes = 24): string {
  const bytes = hex.toUpperCase().match(/../g) ?? [];
  const head = bytes.slice(0, maxBytes).join(' ');
  return bytes.length > maxBytes ? `${head} … (${bytes.length} bytes)` : head;
}

/** Local time, with the date when it is not today. */
export function localTime(at: number, now = Date.now()): string {
  const time = new Date(at);
  const sameDay = time.toDateString() === new Date(now).toDateString();
  return sameDay ? time.toLocaleTimeString() : time.toLocaleString();
}
