import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compiles `name`.c of this folder to a shared object in `directory`, once. */
export function sharedObject(name: 'usb-bus' | 'usb-reader', directory: string): string {
  const built = join(directory, `${name}.so`);
  if (!existsSync(built)) {
    const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
    const flags = execFileSync('pkg-config', ['--cflags', 'libpcsclite'], { encoding: 'utf8' });
    execFileSync('gcc', ['-shared', '-fPIC', '-o', built, source, ...flags.trim().split(' '), '-ldl']);
  }
  return built;
}
