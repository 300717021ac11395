import { NetworkError } from '../../base/error.ts';

/** One challenge or the credentials of a header: a scheme and its parameters, names in lower case. */
export interface SchemeWithParameters {
  /** Lower case. */
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const longestHeader = 16384;
const tokenAt = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
/** What other schemes have instead of parameters (`Negotiate YII…==`), IETF RFC 9110 11.2. */
const token68At = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y;
/** Values that should have been quoted, as some servers send them. */
const bareValueAt = /[^\s,"\p{Cc}]+/uy;

/**
 * The schemes of a WWW-Authenticate or Authorization header, in their order. A header may hold several; HTTP joins repeated
 * ones by commas. IETF RFC 9110 11.
 * @throws NetworkError `digest.header`
 */
export function parseAuthHeader(value: string): readonly SchemeWithParameters[] {
  const found: { scheme: string; parameters: Map<string, string> }[] = [];
  scan(value, {
    scheme: (scheme) => found.push({ scheme, parameters: new Map() }),
    parameter: (name, text) => {
      const current = found.at(-1);
      if (current === undefined) throw malformedHeader('a parameter stands before any scheme');
      put(current.parameters, name, text);
    },
  });
  return found;
}

/**
 * The parameters of an Authentication-Info header, which has no scheme. IETF RFC 7615 3.
 * @throws NetworkError `digest.header`
 */
export function parseParameters(value: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  scan(value, {
    scheme: () => {
      throw malformedHeader('there is something else than parameters');
    },
    parameter: (name, text) => put(parameters, name, text),
  });
  return parameters;
}

/** For what is no header, or lacks what it needs. Nothing of the header itself is told. */
export function malformedHeader(reason: string): NetworkError {
  return new NetworkError('digest.header', `The authentication header cannot be read: ${reason}.`, {
    hint: 'Check that the address is that of the server you mean, not of a proxy or a captive portal.',
    meaning: 'Nothing was sent on.',
    clause: 'IETF RFC 9110 11',
  });
}

interface Sink {
  scheme(name: string): void;
  parameter(name: string, value: string): void;
}

function scan(text: string, sink: Sink): void {
  if (text.length > longestHeader) throw malformedHeader('it is too long');
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) at += match.length;
    return match;
  };
  const skip = (characters: string): void => {
    while (at < text.length && characters.includes(text[at]!)) at++;
  };
  const quoted = (): string => {
    let value = '';
    for (at++; at < text.length; at++) {
      let character = text[at]!;
      if (character === '"') {
        at++;
        return value;
      }
      if (character === '\\') character = text[++at] ?? '';
      if (/[^\t\P{Cc}]/u.test(character)) break;
      value += character;
    }
    throw malformedHeader('a quoted value does not end');
  };

  for (skip(' \t,'); at < text.length; skip(' \t,')) {
    const name = take(tokenAt)?.toLowerCase();
    if (name === undefined) throw malformedHeader('a name is expected');
    const afterName = at;
    skip(' \t');
    if (text[at] === '=') {
      at++;
      skip(' \t');
      const value = text[at] === '"' ? quoted() : take(bareValueAt);
      if (value === undefined) throw malformedHeader('a parameter has no value');
      sink.parameter(name, value);
    } else {
      if (at < text.length && at === afterName && text[at] !== ',')
        throw malformedHeader('a name is expected');
      sink.scheme(name);
      take(token68At);
    }
  }
}

function put(parameters: Map<string, string>, name: string, value: string): void {
  if (parameters.has(name)) throw malformedHeader('a parameter stands there twice');
  parameters.set(name, value);
}
