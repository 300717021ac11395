import { concatBytes } from '../base/bytes.ts';
import { CardError, CardwrightError } from '../base/error.ts';
import { readBinary, readBinaryChunks } from '../card/commands/read-binary.ts';
import { readRecord } from '../card/commands/read-record.ts';
import type { Fcp } from '../card/fcp-types.ts';
import type { CardSession } from './session.ts';

/**
 * The content of the selected EF as its FCP describes it: one entry for a transparent file, one a record otherwise. A file without
 * a readable structure (BER-TLV, or one that the FCP does not tell) has no content.
 * @throws AccessError `access.denied`; CardError `file.short` when the card gives fewer bytes than its FCP promises
 */
export async function readSelected(session: CardSession, fcp: Fcp): Promise<readonly Uint8Array[]> {
  switch (fcp.structure) {
    case 'transparent':
      return [fcp.size === undefined ? await readToTheEnd(session) : await readBody(session, fcp.size)];
    case 'linear-fixed':
    case 'cyclic':
      return readRecords(session, fcp);
    case 'ber-tlv':
    case undefined:
    default:
      return [];
  }
}

async function readBody(session: CardSession, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const { offset, length } of readBinaryChunks(size)) {
    const part = await session.run(readBinary({ offset, length }));
    if (part.length !== length) throw short(size, offset + part.length);
    parts.push(part);
  }
  return concatBytes(...parts);
}

/** A transparent file whose size is not known, of the current file or by SFI: pieces of 256 until a shorter one or the end. */
export async function readToTheEnd(session: CardSession, sfi?: number): Promise<Uint8Array> {
  const parts = [await session.run(readBinary(sfi === undefined ? {} : { sfi }))];
  while (parts.at(-1)!.length === 256 && parts.length < 128) {
    // The SFI has selected the file.
    const next = await unlessRefused(
      session.run(readBinary({ offset: 256 * parts.length })),
      'command.parameters',
    );
    if (next === undefined || next.length === 0) break;
    parts.push(next);
  }
  return concatBytes(...parts);
}

async function readRecords(session: CardSession, fcp: Fcp): Promise<readonly Uint8Array[]> {
  const { recordLength: length = 0 } = fcp;
  const count = recordCountOf(fcp);
  if (length < 1 || length > 255 || (count ?? 0) > 254) throw impossibleRecords();
  const records: Uint8Array[] = [];
  for (let record = 1; record <= (count ?? 254); record++) {
    const reading = session.run(readRecord({ record, length }));
    const content = count === undefined ? await unlessRefused(reading, 'record.not-found') : await reading;
    if (content === undefined) break;
    records.push(content);
  }
  return records;
}

/** Some cards leave the number of records out: the size of the body tells it. */
function recordCountOf({ recordCount, recordLength, size }: Fcp): number | undefined {
  if (recordCount !== undefined) return recordCount;
  return size === undefined || recordLength === undefined ? undefined : Math.floor(size / recordLength);
}

async function unlessRefused<T>(work: Promise<T>, code: string): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CardwrightError && error.code === code) return undefined;
    throw error;
  }
}

function short(promised: number, given: number): CardError {
  return new CardError('file.short', `The card gave ${given} bytes of a file that it says has ${promised}.`, {
    hint: 'Read the card again; if it stays so, the card is faulty.',
    meaning: 'The card is unharmed; nothing was written.',
    details: { promised, given },
  });
}

function impossibleRecords(): CardError {
  return new CardError('fcp.malformed', 'The card describes records that no command could read.', {
    hint: 'Read the card again; if it stays so, the card is faulty.',
    meaning: 'The card is unharmed; nothing was written.',
    clause: 'ETSI TS 102 221 11.1.1.4.3',
  });
}
