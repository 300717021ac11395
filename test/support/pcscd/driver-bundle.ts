import { copyFileSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InternalError } from '../../../main/base/error.ts';

export interface ReaderModel {
  /** A capital, the name of the device on the simulated USB bus. */
  readonly letter: string;
  /** TCP port on which the reader waits for its card. */
  readonly port: number;
}

/** The PC/SC name that pcscd gives to the reader: the driver's name for it, and the numbers of reader and slot. */
export function readerName(model: ReaderModel): string {
  return `Test reader ${model.letter} 00 00`;
}

/**
 * Writes a driver bundle for one reader into pcscd's driver directory. Each reader has copies of the two libraries of its own: vpcd keeps
 * its state in static variables, and what loads the same file shares them.
 * @returns the folder of the bundle
 */
export function writeBundle(drivers: string, library: string, model: ReaderModel): string {
  const bundle = join(drivers, `cardwright-test-${model.letter}.bundle`);
  const folder = join(bundle, 'Contents', 'Linux');
  mkdirSync(folder, { recursive: true });
  copyFileSync(library, join(folder, 'reader.so'));
  copyFileSync(vpcdLibrary(), join(folder, 'reader.so.vpcd'));
  writeFileSync(join(folder, 'reader.so.port'), String(model.port));
  const product = model.letter.charCodeAt(0).toString(16).padStart(4, '0');
  const keys = {
    CFBundleExecutable: '<string>reader.so</string>',
    CFBundleName: '<string>CARDWRIGHT-TEST</string>',
    ifdVendorID: '<array><string>0xf055</string></array>',
    ifdProductID: `<array><string>0x${product}</string></array>`,
    ifdFriendlyName: `<array><string>Test reader ${model.letter}</string></array>`,
  };
  const lines = Object.entries(keys).map(([key, value]) => `<key>${key}</key>\n${value}`);
  writeFileSync(
    join(bundle, 'Contents', 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n${lines.join('\n')}\n</dict>\n</plist>\n`,
  );
  return bundle;
}

function vpcdLibrary(): string {
  const [found] = globSync('/usr/{lib,lib64,local/lib}/pcsc/drivers/serial/libifdvpcd.so');
  if (found !== undefined) return found;
  throw new InternalError('test.no-vpcd', 'The driver of vpcd is not installed.', {
    hint: 'apt-get install pcscd vsmartcard-vpcd libpcsclite-dev',
  });
}
