import { CardError } from '../../base/error.ts';

/** A Java Card package as its load file tells it, Java Card VM Specification 3 chapter 6. */
export interface LoadFile {
  readonly packageAid: Uint8Array;
  /** `1.0`. */
  readonly version: string;
  /** AIDs of the applets it holds; none for a library. */
  readonly applets: readonly Uint8Array[];
}

const headerComponent = 1;
const appletComponent = 3;
const magic = 0xdecaffed;

/**
 * Reads the components of a load file data block: those of a CAP file one after the other, each with tag (1 byte) and size (2 bytes).
 * Total: anything else is a CardError `load-file.malformed`.
 */
export function decodeLoadFile(bytes: Uint8Array): LoadFile {
  const components = new Map<number, Uint8Array>();
  let at = 0;
  while (at < bytes.length) {
    const tag = byteAt(bytes, at);
    const size = (byteAt(bytes, at + 1) << 8) | byteAt(bytes, at + 2);
    const body = bytes.slice(at + 3, at + 3 + size);
    if (body.length !== size) throw malformed('a component is cut off');
    components.set(tag, body);
    at += 3 + size;
  }
  const header = components.get(headerComponent);
  if (header === undefined) throw malformed('there is no header component');
  if (header.length < 4 || new DataView(header.buffer).getUint32(0) !== magic)
    throw malformed('the header does not begin with DECAFFED');
  return {
    packageAid: aidAt(header, 9),
    version: `${byteAt(header, 8)}.${byteAt(header, 7)}`,
    applets: readApplets(components.get(appletComponent)),
  };
}

/** Each applet: AID with its length, then the offset of its install method (2 bytes). */
function readApplets(body: Uint8Array | undefined): readonly Uint8Array[] {
  if (body === undefined) return [];
  const applets: Uint8Array[] = [];
  let at = 1;
  for (let left = byteAt(body, 0); left > 0; left--) {
    const aid = aidAt(body, at);
    applets.push(aid);
    at += 1 + aid.length + 2;
    if (at > body.length) throw malformed('the applet component is cut off');
  }
  return applets;
}

function aidAt(bytes: Uint8Array, at: number): Uint8Array {
  const length = byteAt(bytes, at);
  const aid = bytes.slice(at + 1, at + 1 + length);
  if (length < 5 || length > 16 || aid.length !== length) throw malformed('an AID is not 5 to 16 bytes');
  return aid;
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw malformed('it is cut off');
  return byte;
}

function malformed(why: string): CardError {
  return new CardError('load-file.malformed', `This is not the code of a Java Card package: ${why}.`, {
    hint: 'Build the CAP file again with the Java Card converter.',
    meaning: 'Nothing was loaded.',
    clause: 'Java Card VM Specification 6',
  });
}
