import type { CardFile } from './image.ts';

export function recordCountOf(file: CardFile): number {
  const { recordLength } = file.header;
  return recordLength === undefined ? 0 : Math.floor(file.body.length / recordLength);
}

/** Record `number`, from 1; `undefined` where there is none. */
export function recordOf(file: CardFile, number: number): Uint8Array | undefined {
  const { recordLength } = file.header;
  if (recordLength === undefined || number < 1 || number > recordCountOf(file)) return undefined;
  return file.body.slice((number - 1) * recordLength, number * recordLength);
}

/** `file` with record `number` replaced. */
export function withRecord(file: CardFile, number: number, content: Uint8Array): CardFile {
  const body = file.body.slice();
  body.set(content, (number - 1) * (file.header.recordLength ?? 0));
  return { ...file, body };
}

/** A cyclic file with `content` as its newest record; the oldest is gone. */
export function withNewestRecord(file: CardFile, content: Uint8Array): CardFile {
  const body = new Uint8Array(file.body.length);
  body.set(content);
  body.set(file.body.subarray(0, file.body.length - content.length), content.length);
  return { ...file, body };
}
