import { zipSync } from 'fflate';
import { concatBytes, fromHex, u16be } from '../../base/bytes.ts';

export const packageAid = fromHex('d2760001180002');
export const appletAid = fromHex('d276000118000201');

function component(tag: number, body: Uint8Array): Uint8Array {
  return concatBytes([tag], u16be(body.length), body);
}

/** Components of a small package with one applet; `method` is its code. */
export function capComponents(
  method: Uint8Array = new Uint8Array(40).fill(0x5a),
): Record<string, Uint8Array> {
  const header = concatBytes(fromHex('decaffed 0102 04 00 01'), [packageAid.length], packageAid);
  const applet = concatBytes([1, appletAid.length], appletAid, [0x00, 0x08]);
  return {
    'com/example/javacard/Header.cap': component(1, header),
    'com/example/javacard/Directory.cap': component(2, new Uint8Array(31)),
    'com/example/javacard/Applet.cap': component(3, applet),
    'com/example/javacard/Import.cap': component(4, Uint8Array.of(0)),
    'com/example/javacard/ConstantPool.cap': component(5, u16be(0)),
    'com/example/javacard/Method.cap': component(7, method),
    'com/example/javacard/Descriptor.cap': component(11, new Uint8Array(9)),
    'META-INF/MANIFEST.MF': new TextEncoder().encode('Manifest-Version: 1.0\n'),
  };
}

/** A CAP file as the converter makes it. */
export function capArchive(method?: Uint8Array): Uint8Array {
  return zipSync(capComponents(method));
}
