import { InputError } from '../../base/error.ts';

/** A parameter of a header to write: quoted text, or a token (`qop=auth`). */
export type HeaderParameter = readonly [name: string, value: string, form: 'quoted' | 'token'];

/**
 * Parameters in their order, joined by commas.
 * @throws InputError `digest.parameter` for a value with other characters than printable ASCII: a header cannot carry it
 */
export function formatParameters(parameters: readonly HeaderParameter[]): string {
  return parameters.map(format).join(', ');
}

function format([name, value, form]: HeaderParameter): string {
  const allowed = form === 'quoted' ? /^[\x20-\x7e]*$/ : /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  if (!allowed.test(value))
    throw new InputError('digest.parameter', `The parameter ${name} cannot be put into an HTTP header.`, {
      hint: 'Use printable ASCII characters only.',
      clause: 'IETF RFC 9110 5.6.4',
      details: { parameter: name },
    });
  return form === 'quoted' ? `${name}="${value.replace(/["\\]/g, '\\$&')}"` : `${name}=${value}`;
}
