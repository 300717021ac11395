import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readUsbReaders } from './usb.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cw-usb-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function folder(name: string, attributes: Readonly<Record<string, string>>): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const [key, value] of Object.entries(attributes)) writeFileSync(join(path, key), `${value}\n`);
  return path;
}

test('the smart card interfaces, with the names of their devices and who drives them', async () => {
  folder('1-4', { idVendor: '076b', idProduct: '3031', manufacturer: 'HID Global', product: 'OMNIKEY 3x21' });
  folder('1-4:1.0', { bInterfaceClass: '0b' });
  folder('1-5', { idVendor: '072f', idProduct: '2200' });
  symlinkSync(
    '../../bus/usb/drivers/pn533_usb',
    join(folder('1-5:1.0', { bInterfaceClass: '0b' }), 'driver'),
  );
  folder('1-6', { idVendor: '046d', idProduct: 'c31c', product: 'Keyboard' });
  folder('1-6:1.0', { bInterfaceClass: '03' });
  folder('usb1', {});
  const readers = await readUsbReaders(root);
  expect(readers.sort((a, b) => a.path.localeCompare(b.path))).toEqual([
    { path: '1-4:1.0', id: '076b:3031', name: 'HID Global OMNIKEY 3x21' },
    { path: '1-5:1.0', id: '072f:2200', name: 'USB device 072f:2200', driver: 'pn533_usb' },
  ]);
});

test('a machine without USB, and a device that goes while it is read', async () => {
  expect(await readUsbReaders(join(root, 'nothing'))).toEqual([]);
  folder('2-1:1.0', { bInterfaceClass: '0b' });
  expect(await readUsbReaders(root)).toEqual([
    { path: '2-1:1.0', id: '????:????', name: 'USB device ????:????' },
  ]);
});
