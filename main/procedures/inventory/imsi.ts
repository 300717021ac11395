import { CardwrightError } from '../../base/error.ts';
import type { FileReading } from './types.ts';

/** The IMSI of the first USIM that lets it be read; `undefined` when none does. */
export function imsiOf(readings: readonly FileReading[]): string | undefined {
  for (const { name, declaration, contents } of readings) {
    const [content] = contents;
    if (name !== 'EF_IMSI' || declaration === undefined || content === undefined) continue;
    try {
      if (declaration.codec.isUnassigned(content)) continue;
      const value = declaration.codec.decode(content);
      if (typeof value === 'string') return value;
    } catch (error) {
      if (!(error instanceof CardwrightError)) throw error;
    }
  }
  return undefined;
}
