/** The one-time token of the printed address, `#token=…`; it is taken out of the address bar. */
export function takeToken(): string | undefined {
  const match = /^#token=([^&/]+)/.exec(globalThis.location.hash);
  if (match === null) return undefined;
  globalThis.history.replaceState(null, '', '#/cards');
  return decodeURIComponent(match[1] ?? '');
}

/** Whether the station let us in: a token is exchanged for the session cookie. Rejects when the station cannot be reached. */
export async function signIn(token: string): Promise<boolean> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return answer.ok;
}

/** Whether the cookie still counts. Rejects when the station cannot be reached. */
export async function stillSignedIn(): Promise<boolean> {
  const answer = await fetch('/session', { headers: { accept: 'application/json' } });
  return answer.status !== 401;
}
