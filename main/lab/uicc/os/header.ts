import { decodeFcp } from '../../../card/fcp.ts';
import { buildFcp } from '../../../card/fcp-build.ts';
import { buildEfTemplate } from './describe.ts';
import type { CardFile, FileHeader } from './image.ts';

/** The FCP template by which a file is kept: what SELECT answers, without what is known only at that moment. */
export function templateOf(file: CardFile): Uint8Array {
  return file.header.kind === 'ef' ? buildEfTemplate(file) : buildFcp(file.header);
}

/** The part of an FCP template that a file keeps; inverse of {@link templateOf}. @throws CardError `fcp.malformed` */
export function headerOf(template: Uint8Array): FileHeader {
  const {
    raw: _raw,
    size: _size,
    totalSize: _totalSize,
    recordCount: _recordCount,
    availableMemory: _availableMemory,
    ...header
  } = decodeFcp(template);
  return header;
}
