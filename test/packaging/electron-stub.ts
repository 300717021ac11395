import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The marker before the fuse wire in every Electron binary, and our wire: version 1, nine fuses, all as Electron ships them. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const shippedWire = [1, 9, ...Buffer.from('101101010')];

/**
 * A folder that looks like Electron's distribution for Linux. The real binary cannot be had everywhere; what is checked with this is what
 * is put around it, and that the fuses are flipped.
 */
export function writeElectronStub(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const wire = Buffer.concat([
    Buffer.from('\u007fELF stub '),
    Buffer.from(sentinel),
    Buffer.from(shippedWire),
  ]);
  writeFileSync(join(folder, 'electron'), wire, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), '45.4.1');
  writeFileSync(join(folder, 'LICENSE'), 'stub');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'stub');
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'stub');
}
