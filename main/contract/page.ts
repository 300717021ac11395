/** What a host puts around the renderer's page, the same in Electron and in the station: its policy and its nonce. */

/**
 * The Content-Security-Policy of the app's page. `connect` is the source list for WebSocket and fetch, `'none'` in Electron.
 * Styles that React Aria injects carry `nonce`; nothing else inline is allowed.
 */
export function contentSecurityPolicy(nonce: string, connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** The page with its nonce put in, where React Aria looks for it. */
export function pageWithNonce(html: string, nonce: string): string {
  return html.replaceAll('__CSP_NONCE__', nonce);
}

/** Headers that go with every answer of a host. */
export const hardeningHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  woff: 'font/woff',
  json: 'application/json; charset=utf-8',
};

/** The media type for a file name, or undefined for one the app does not consist of. */
export function contentTypeOf(fileName: string): string | undefined {
  return contentTypes[fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()];
}
