import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A USB interface for smart cards (class 0B), as the kernel knows it. */
export interface UsbReader {
  /** The kernel's name of the interface: `1-4:1.0`. */
  readonly path: string;
  /** Vendor and product as the device names itself, or their numbers. */
  readonly name: string;
  /** `076b:3031`. */
  readonly id: string;
  /** The kernel driver that has taken the interface; none is right, because pcscd drives it itself. */
  readonly driver?: string;
}

/** Interface class of CCID, USB Device Class: Smart Card CCID 1.1, 4.3. */
const smartCardClass = '0b';

/** All smart card interfaces below `root` (`/sys/bus/usb/devices`). A device that goes while it is read is left out. */
export async function readUsbReaders(root: string): Promise<UsbReader[]> {
  const entries = await readdir(root).catch(() => []);
  const found = await Promise.all(
    entries.filter((entry) => entry.includes(':')).map((entry) => readInterface(root, entry)),
  );
  return found.filter((reader) => reader !== undefined);
}

async function readInterface(root: string, entry: string): Promise<UsbReader | undefined> {
  const folder = join(root, entry);
  if ((await attribute(folder, 'bInterfaceClass')) !== smartCardClass) return undefined;
  const device = join(root, entry.slice(0, entry.indexOf(':')));
  const [vendor, product, vendorId, productId, driver] = await Promise.all([
    attribute(device, 'manufacturer'),
    attribute(device, 'product'),
    attribute(device, 'idVendor'),
    attribute(device, 'idProduct'),
    readlink(join(folder, 'driver')).catch(() => undefined),
  ]);
  const id = `${vendorId ?? '????'}:${productId ?? '????'}`;
  const name = [vendor, product].filter((part) => part !== undefined && part !== '').join(' ');
  return {
    path: entry,
    id,
    name: name === '' ? `USB device ${id}` : name,
    ...(driver === undefined ? {} : { driver: basename(driver) }),
  };
}

async function attribute(folder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  return text?.trim();
}
