import type { Codec, FieldSpan } from '../declare.ts';
import { tooLong } from './errors.ts';
import { listOf, numberOf } from './part.ts';

export interface ServiceTableOptions {
  readonly names: ReadonlyMap<number, string>;
  /** The bit of the lowest service number in each byte: b1 in the tables of 3GPP, b8 in that of oneM2M. */
  readonly lowest: 'b1' | 'b8';
}

const maxService = 8 * 0xffff;

/**
 * One bit for each service, eight services a byte. The value is the ascending list of the numbers of available services; a list in
 * another order or with duplicates is put in order when it is written.
 */
export function serviceTable({ names, lowest }: ServiceTableOptions): Codec<readonly number[]> {
  const bitOf = (service: number) => {
    const position = (service - 1) % 8;
    return lowest === 'b1' ? 1 << position : 0x80 >> position;
  };
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
