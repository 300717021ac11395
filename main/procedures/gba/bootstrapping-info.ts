import { SaxesParser } from 'saxes';
import { NetworkError } from '../../base/error.ts';

/** The document at the end of Ub. */
export interface BootstrappingInfo {
  readonly bTid: string;
  /** As the server wrote it, for EF_GBABP. */
  readonly lifetime: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

const gbaNamespace = 'uri:3gpp-gba';
/** xs:dateTime with a time zone, W3C XML Schema 2 3.2.7; without one it would mean another moment on every computer. */
const dateTime = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
/** What EF_GBABP can hold, and more than any B-TID needs. */
const longestText = 254;

/**
 * B-TID and lifetime of a BootstrappingInfo, 3GPP TS 24.109 annex C. A document type declaration is refused, so nothing is expanded.
 * @throws NetworkError `gba.xml`
 */
export function parseBootstrappingInfo(xml: string): BootstrappingInfo {
  const texts = textsIn(xml);
  const [bTid, ...otherBTids] = texts.get('btid') ?? [];
  const [lifetime, ...otherLifetimes] = texts.get('lifetime') ?? [];
  if (bTid === undefined || lifetime === undefined || otherBTids.length + otherLifetimes.length > 0)
    throw malformed('it needs one B-TID and one lifetime');
  if (!/^[!-~]+$/.test(bTid) || bTid.length > longestText)
    throw malformed('its B-TID is no text of printable characters');
  const expires = instantOf(lifetime);
  if (Number.isNaN(expires)) throw malformed('its lifetime is no date and time with a time zone');
  return { bTid, lifetime, expires };
}

/** Milliseconds since 1970; NaN for what is no date with a time zone, or a day that its month does not have. */
function instantOf(lifetime: string): number {
  const day = dateTime.exec(lifetime)?.[1];
  if (day === undefined || new Date(`${day}T00:00:00Z`).getUTCDate() !== Number(day.slice(-2)))
    return Number.NaN;
  return Date.parse(lifetime);
}

/** The texts of the children of the root element, by local name. */
function textsIn(xml: string): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const path: string[] = [];
  let text = '';
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw malformed('it has a document type declaration');
  });
  parser.on('error', ({ message }) => {
    throw malformed(`it is not well-formed: ${message.slice(0, 80)}`);
  });
  parser.on('opentag', ({ local, uri }) => {
    const isForeign = uri !== gbaNamespace || (path.length === 0 && local !== 'BootstrappingInfo');
    if (path.length === 0 && isForeign) throw malformed('it is another document');
    if (['btid', 'lifetime'].includes(path[1] ?? '')) throw malformed('there are elements in a text');
    path.push(local);
    text = '';
  });
  const collect = (part: string): void => {
    text += part;
  };
  parser.on('text', collect);
  parser.on('cdata', collect);
  parser.on('closetag', ({ local, uri }) => {
    path.pop();
    if (path.length !== 1 || uri !== gbaNamespace) return;
    texts.set(local, [...(texts.get(local) ?? []), text.trim()]);
  });
  parser.write(xml).close();
  return texts;
}

function malformed(reason: string): NetworkError {
  return new NetworkError('gba.xml', `The document of the bootstrapping server cannot be used: ${reason}.`, {
    hint: 'Check that the address is that of the bootstrapping server; else tell the operator.',
    meaning: 'The bootstrapping was not completed; it can be begun again.',
    clause: '3GPP TS 24.109 annex C',
    details: { who: 'bsf' },
  });
}
