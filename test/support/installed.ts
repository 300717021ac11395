import { isPresent } from '../../build/system.mjs';
import { InternalError } from '../../main/base/error.ts';

/** Fails with what to install when a program of others, which a test is about, is missing. @throws InternalError `test.no-program` */
export function requireInstalled(command: string, debianPackage: string): void {
  if (isPresent([command, `/usr/sbin/${command}`])) return;
  throw new InternalError('test.no-program', `${command} is not installed, and this test is about it.`, {
    hint: `Install the Debian package ${debianPackage}; npm test does so where it may.`,
  });
}
