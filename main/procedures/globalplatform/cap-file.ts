import { type UnzipFileFilter, unzipSync } from 'fflate';
import { concatBytes } from '../../base/bytes.ts';
import { CardError, InputError } from '../../base/error.ts';
import { decodeLoadFile, type LoadFile } from '../../card/globalplatform/load-file.ts';

/** A CAP file: what it holds, and its code in the order in which a card loads it. */
export interface CapFile extends LoadFile {
  readonly code: Uint8Array;
}

/** Components in the order of Java Card VM Specification 6.3; Descriptor and Debug stay behind, the card does not need them. */
const components = [
  'Header',
  'Directory',
  'Import',
  'Applet',
  'Class',
  'Method',
  'StaticField',
  'Export',
  'ConstantPool',
  'RefLocation',
];

/** A component's size is two bytes, and a card has less memory than this for all of them. */
const largestComponent = 0x10000 + 3;
const largestArchive = 4 * 1024 * 1024;
/** Compression makes nothing noticeably longer: with this, no entry of a few bytes keeps the engine busy. */
const largestCompressed = 2 * largestComponent;

/** Reads a CAP file, which is a zip archive. Total: anything else is an InputError `cap.malformed`. */
export function decodeCapFile(bytes: Uint8Array): CapFile {
  if (bytes.length > largestArchive) throw malformed('it is larger than any card');
  const files = unzip(bytes);
  const code = concatBytes(
    ...components.flatMap((name) => {
      const component = files.get(name);
      return component === undefined ? [] : [component];
    }),
  );
  if (!files.has('Header')) throw malformed('it has no Header.cap');
  try {
    return { ...decodeLoadFile(code), code };
  } catch (error) {
    if (error instanceof CardError) throw malformed(error.message.replace(/\.$/, ''), error);
    throw error;
  }
}

/**
 * The components by name, wherever in the archive they lie. One that is stored twice is refused before it is inflated: entries may share
 * the bytes of one.
 */
function unzip(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const lengths = new Map<string, number>();
  const inflated = inflate(bytes, ({ name, size, originalSize }) => {
    const component = componentName(name);
    if (component === undefined) return false;
    if (lengths.has(component)) throw malformed(`${component}.cap is there twice`);
    if (originalSize > largestComponent || size > largestCompressed)
      throw malformed(`${component}.cap is too large`);
    lengths.set(component, originalSize);
    return true;
  });
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(inflated)) {
    const name = componentName(path) ?? '';
    if (content.length !== lengths.get(name)) throw malformed(`${name}.cap is not as long as announced`);
    files.set(name, content);
  }
  return files;
}

function inflate(bytes: Uint8Array, filter: UnzipFileFilter): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw malformed('it is no zip archive, or a damaged one', error);
  }
}

function componentName(path: string): string | undefined {
  const name = /(?:^|\/)javacard\/(\w+)\.cap$/i.exec(path)?.[1]?.toLowerCase();
  return name === undefined ? undefined : components.find((known) => known.toLowerCase() === name);
}

function malformed(why: string, cause?: unknown): InputError {
  return new InputError('cap.malformed', `This is not a CAP file: ${why}.`, {
    hint: 'Build it with the Java Card converter, or ask its maker for it again.',
    meaning: 'Nothing was sent to the card.',
    clause: 'Java Card VM Specification 4.1',
    cause,
  });
}
