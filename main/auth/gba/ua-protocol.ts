import { toHex } from '../../base/bytes.ts';

/** Ua security protocols with a fixed identifier of five bytes (hexadecimal), 3GPP TS 33.220 H.3. */
export const uaProtocols = {
  subscriberCertificates: '0100000000',
  mbms: '0100000001',
  httpDigest: '0100000002',
  mbmsOverHttp: '0100000003',
  mbmsOverSip: '0100000004',
  genericPushLayer: '0100000005',
  imsKeyManagement: '0100000006',
  /** TLS 1.3 with an external pre-shared key, TS 33.222 5.4.0.2. */
  tls13: '0100000007',
  /** Not a protocol of Ua: it takes its place where the TMPI is derived, TS 33.220 B.4. */
  tmpi: '0100000100',
} as const;

/** Cipher suites of TS 33.222 and TS-0003 10.2.2 for pre-shared keys: the IANA name and number. */
export const pskCipherSuites: ReadonlyMap<string, number> = new Map([
  ['TLS_PSK_WITH_AES_128_CBC_SHA', 0x008c],
  ['TLS_PSK_WITH_AES_256_CBC_SHA', 0x008d],
  ['TLS_PSK_WITH_AES_128_GCM_SHA256', 0x00a8],
  ['TLS_PSK_WITH_AES_256_GCM_SHA384', 0x00a9],
  ['TLS_DHE_PSK_WITH_AES_128_GCM_SHA256', 0x00aa],
  ['TLS_DHE_PSK_WITH_AES_256_GCM_SHA384', 0x00ab],
  ['TLS_PSK_WITH_AES_128_CBC_SHA256', 0x00ae],
  ['TLS_PSK_WITH_AES_256_CBC_SHA384', 0x00af],
  ['TLS_DHE_PSK_WITH_AES_128_CBC_SHA256', 0x00b2],
  ['TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256', 0xc037],
  ['TLS_PSK_WITH_AES_128_CCM', 0xc0a4],
  ['TLS_PSK_WITH_AES_128_CCM_8', 0xc0a8],
]);

/**
 * The identifier for TLS up to 1.2, with the pre-shared key in TLS or with HTTP Digest inside it: 01 00 01 and the
 * negotiated cipher suite, so that keys for different suites differ. 3GPP TS 33.220 H.3. `cipherSuite` is the IANA number,
 * taken modulo 65536.
 */
export function uaProtocolOfTls(cipherSuite: number): string {
  return `010001${toHex(Uint8Array.of(cipherSuite >> 8, cipherSuite))}`;
}

/** A sentence part for people: which protocol the five bytes stand for. Never throws. */
export function describeUaProtocol(identifier: string): string {
  const hex = identifier.toLowerCase();
  if (!/^[0-9a-f]{10}$/.test(hex)) return 'not a Ua security protocol identifier';
  const name = names.get(hex);
  if (name !== undefined) return name;
  if (hex.startsWith('010001')) {
    const suite = Number.parseInt(hex.slice(6), 16);
    const known = [...pskCipherSuites].find(([, number]) => number === suite)?.[0];
    return `TLS with ${known ?? `cipher suite ${hex.slice(6).toUpperCase()}`}`;
  }
  return hex.startsWith('01')
    ? 'a 3GPP protocol this table does not know'
    : 'a protocol of another organisation';
}

const names: ReadonlyMap<string, string> = new Map([
  [uaProtocols.subscriberCertificates, 'subscriber certificates (TS 33.221)'],
  [uaProtocols.mbms, 'MBMS (TS 33.246)'],
  [uaProtocols.httpDigest, 'HTTP Digest (TS 24.109)'],
  [uaProtocols.mbmsOverHttp, 'MBMS user services over HTTP (TS 26.237)'],
  [uaProtocols.mbmsOverSip, 'MBMS user services over SIP (TS 26.237)'],
  [uaProtocols.genericPushLayer, 'Generic Push Layer (TS 33.224)'],
  [uaProtocols.imsKeyManagement, 'IMS key management service (TS 33.328)'],
  [uaProtocols.tls13, 'TLS 1.3 with a shared key (TS 33.222)'],
  [uaProtocols.tmpi, 'generation of the TMPI (TS 33.220 B.4)'],
]);
