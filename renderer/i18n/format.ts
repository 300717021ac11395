const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** Local time, with the date when it is not today. `at` in milliseconds since the epoch. */
export function formatTime(at: number, language: string, now = Date.now()): string {
  const date = new Date(at);
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return sameDay(date, new Date(now))
    ? date.toLocaleTimeString(language, time)
    : date.toLocaleString(language, { year: 'numeric', month: 'short', day: 'numeric', ...time });
}

/** Local date and time in full, for a document that is read later. */
export function formatMoment(at: number, language: string): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'long', timeStyle: 'long', hourCycle: 'h23' });
}

/** `840 ms`, `1.2 s`. */
export function formatDuration(ms: number, language: string): string {
  return ms < 1000
    ? `${Math.round(ms).toLocaleString(language)} ms`
    : `${(ms / 1000).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
}

/** `8988 3070 0000 0001 234`. */
export function groupDigits(digits: string): string {
  return digits.match(/.{1,4}/g)?.join(' ') ?? digits;
}

/** Country and network stay, the subscriber is hidden: `26201 ••••••••••`. */
export function maskSubscriber(digits: string): string {
  return `${digits.slice(0, 5)} ${'•'.repeat(Math.max(0, digits.length - 5))}`;
}

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A length of time in words, its two largest parts: `6 days, 3 hours`. `ms` in milliseconds; less than a minute counts as one. */
export function formatSpan(ms: number, language: string): string {
  let left = Math.max(ms, 60_000);
  const parts: string[] = [];
  for (const [unit, length] of spans) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) parts.push(count.toLocaleString(language, { style: 'unit', unit, unitDisplay: 'long' }));
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(', ');
}
