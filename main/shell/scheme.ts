import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Protocol } from 'electron';
import { contentSecurityPolicy, contentTypeOf, hardeningHeaders, pageWithNonce } from '../contract/page.ts';

/** The app's own origin; `file://` would give the page the whole disk. */
export const appOrigin = 'app://cardwright';

/** For `protocol.registerSchemesAsPrivileged`, before the app is ready. */
export const appScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const;

/** The file below `folder` that `url` means, or undefined for anything outside it. */
export function fileFor(url: string, folder: string): string | undefined {
  const { protocol, host, pathname } = new URL(url);
  if (`${protocol}//${host}` !== appOrigin) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
  } catch {
    return undefined;
  }
  const path = normalize(join(folder, name));
  return path.startsWith(folder + sep) && !name.includes('\0') ? path : undefined;
}

async function answer(url: string, folder: string): Promise<Response> {
  const path = fileFor(url, folder);
  const type = path === undefined ? undefined : contentTypeOf(path);
  if (path === undefined || type === undefined) return new Response(null, { status: 404 });
  const nonce = randomBytes(16).toString('base64');
  let body: Uint8Array<ArrayBuffer> | string;
  try {
    body =
      extname(path) === '.html'
        ? pageWithNonce(await readFile(path, 'utf8'), nonce)
        : new Uint8Array(await readFile(path));
  } catch {
    return new Response(null, { status: 404 });
  }
  return new Response(body, {
    headers: {
      ...hardeningHeaders,
      'Content-Type': type,
      'Content-Security-Policy': contentSecurityPolicy(nonce, "'none'"),
    },
  });
}

/** Serves `app://cardwright/` from `folder` with a strict policy on every answer. */
export function initScheme({ protocol, folder }: { protocol: Protocol; folder: string }): void {
  protocol.handle('app', (request) => answer(request.url, folder));
}
