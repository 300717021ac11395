import type { EfDeclaration, FileHome } from '../../../card/files/declare.ts';
import { declarationNamed } from '../../../card/files/table.ts';
import { malformedSeed } from './malformed.ts';

/** @throws InputError `seed.malformed` for a name that is not declared in `home` */
export function declaredFile(home: FileHome, name: string): EfDeclaration {
  const found = declarationNamed(home, name);
  if (found === undefined) throw malformedSeed(name, `no such file is declared for ${home}`);
  return found;
}
