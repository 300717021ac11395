import type { Codec, FieldSpan } from '../declare.ts';
import { tooLong } from './errors.ts';
import { listOf, numberOf } from './part.ts';

const maxService = 8 * 0xffff;

/**
 * One bit for each service, eight services a byte, the lowest number in b1. The value is the ascending list of the numbers of available services; a list in
 * another order or with duplicates is put in order when it is written.
 */
export function serviceTable(names: ReadonlyMap<number, string>): Codec<readonly number[]> {
  const bitOf = (service: number) => 1 << ((service - 1) % 8);
  const byteOf = (service: number) => Math.floor((service - 1) / 8);
  const servicesIn = (bytes: Uint8Array) => Array.from({ length: 8 * bytes.length }, (_, i) => i + 1);
  const isSet = (bytes: Uint8Array, service: number) => (bytes[byteOf(service)]! & bitOf(service)) !== 0;

  function field(bytes: Uint8Array, service: number): FieldSpan {
    const name = names.get(service);
    const available = isSet(bytes, service);
    return {
      name: `Service ${service}: ${name ?? 'reserved'}`,
      value: available ? 'available' : 'not available',
      offset: byteOf(service),
      length: 1,
      ...(available && name === undefined ? { note: 'the standard has no such service' } : {}),
    };
  }

  return {
    decode: (bytes) => servicesIn(bytes).filter((service) => isSet(bytes, service)),
    encode(value, size) {
      const out = new Uint8Array(size);
      for (const item of listOf(value)) {
        const service = numberOf(item, 1, maxService);
        if (byteOf(service) >= size) throw tooLong(byteOf(service) + 1, size);
        out[byteOf(service)]! |= bitOf(service);
      }
      return out;
    },
    fields: (bytes) =>
      servicesIn(bytes)
        .filter((service) => names.has(service) || isSet(bytes, service))
        .map((service) => field(bytes, service)),
    // All ones is a table in which everything is available; no content means that none was assigned.
    isUnassigned: (bytes) => bytes.length === 0,
    summary: (value) => (value.length === 0 ? 'no services' : `services ${value.join(', ')}`),
  };
}
