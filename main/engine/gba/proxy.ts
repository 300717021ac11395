import { isIP } from 'node:net';
import { getProxyForUrl } from 'proxy-from-env';
import { InputError } from '../../base/error.ts';

/**
 * The proxy on the way to `url`: the one that was given (empty: none), else what the system's environment says (HTTP_PROXY, HTTPS_PROXY,
 * ALL_PROXY, NO_PROXY). This computer itself is never reached through a proxy of the environment.
 * @throws InputError `network.proxy`
 */
export function proxyFor(url: URL, given: string | undefined): string | undefined {
  if (given === '') return undefined;
  if (given !== undefined) return checkedProxy(given);
  if (isLoopback(url.hostname)) return undefined;
  const found = getProxyForUrl(url.href);
  return found === '' ? undefined : checkedProxy(found);
}

/** @throws InputError `network.proxy` */
export function checkedProxy(proxy: string): string {
  if (URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return proxy;
  throw new InputError('network.proxy', 'The address of the proxy is no web address.', {
    hint: 'Write it as http://proxy.example.com:3128; leave it empty for no proxy.',
    meaning: 'Nothing was sent to the network.',
  });
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === '::1' || host === 'localhost' || host.endsWith('.localhost');
}
