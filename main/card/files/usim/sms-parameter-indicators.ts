import { malformed, unusable } from '../codec/errors.ts';
import { listOf, type Part, textOf } from '../codec/part.ts';

const parameters = ['destination', 'serviceCentre', 'protocol', 'coding', 'validity'];
/** The bits above those of the parameters are ones. */
const reservedBits = 0xe0;

/** Parameter indicators of EF_SMSP: a zero bit, from b1 on, means that the parameter is in use. */
export const parametersInUsePart: Part<readonly string[]> = {
  decode([byte]) {
    if (byte === undefined) throw malformed('a byte is missing');
    return parameters.filter((_, bit) => (byte & (1 << bit)) === 0);
  },
  encode(value) {
    const used = listOf(value).map(textOf);
    const stranger = used.find((name) => !parameters.includes(name));
    if (stranger !== undefined) throw unusable(`“${stranger}” is not one of ${parameters.join(', ')}`);
    const unused = parameters.map((name, bit) => (used.includes(name) ? 0 : 1 << bit));
    return Uint8Array.of(unused.reduce((byte, bit) => byte | bit, reservedBits));
  },
  describe: (value) => (value.length === 0 ? 'none' : value.join(', ')),
};
