/**
 * Cipher suites of TLS 1.2 that keys of GBA are made for, by OpenSSL's name: with a shared key (3GPP TS 33.222 5.4, oneM2M TS-0003 10.2.2) and
 * with a certificate for HTTP Digest inside (TS 33.222 5.3, TS-0003 10.2.3). IANA numbers.
 */
const suites: ReadonlyMap<string, number> = new Map([
  ['PSK-AES128-CBC-SHA', 0x008c],
  ['PSK-AES256-CBC-SHA', 0x008d],
  ['PSK-AES128-GCM-SHA256', 0x00a8],
  ['PSK-AES256-GCM-SHA384', 0x00a9],
  ['DHE-PSK-AES128-GCM-SHA256', 0x00aa],
  ['DHE-PSK-AES256-GCM-SHA384', 0x00ab],
  ['PSK-AES128-CBC-SHA256', 0x00ae],
  ['PSK-AES256-CBC-SHA384', 0x00af],
  ['DHE-PSK-AES128-CBC-SHA256', 0x00b2],
  ['ECDHE-PSK-AES128-CBC-SHA256', 0xc037],
  ['PSK-AES128-CCM', 0xc0a4],
  ['PSK-AES128-CCM8', 0xc0a8],
  ['ECDHE-ECDSA-AES128-SHA256', 0xc023],
  ['ECDHE-ECDSA-AES128-GCM-SHA256', 0xc02b],
  ['ECDHE-ECDSA-AES256-GCM-SHA384', 0xc02c],
  ['ECDHE-RSA-AES128-SHA256', 0xc027],
  ['ECDHE-RSA-AES128-GCM-SHA256', 0xc02f],
  ['ECDHE-RSA-AES256-GCM-SHA384', 0xc030],
  ['ECDHE-ECDSA-AES128-CCM', 0xc0ac],
  ['ECDHE-ECDSA-AES128-CCM8', 0xc0ae],
]);

/** The IANA number of a suite; `undefined` for one that GBA has no use for. */
export function suiteNumber(name: string): number | undefined {
  return suites.get(name);
}

/** OpenSSL's name of a suite; `undefined` for one that GBA has no use for. */
export function suiteNamed(number: number): string | undefined {
  return [...suites].find(([, one]) => one === number)?.[0];
}

/** Whether both ends prove who they are by the key alone. */
export function usesSharedKey(name: string): boolean {
  return /(^|-)PSK-/.test(name);
}
