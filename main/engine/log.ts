/** Where the engine writes what only a maintainer needs: one line a message, never a secret. */
export interface EngineLog {
  write(line: string): void;
}

export const stderrLog: EngineLog = {
  write: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

/**
 * What may be said of a thrown value without repeating its text, which can quote an input: the class, the system's code and the stack's
 * frames, for the value and its causes.
 */
export function traceOfThrown(thrown: unknown): string {
  const lines: string[] = [];
  let current = thrown;
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    lines.push(`${depth === 0 ? '' : 'caused by '}${nameOf(current)}`, ...framesOf(current));
    current = current.cause;
  }
  return lines.length > 0 ? lines.join('\n') : `a thrown ${thrown === null ? 'null' : typeof thrown}`;
}

function nameOf(error: Error): string {
  const code: unknown = Reflect.get(error, 'code');
  const said = typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? ` ${code}` : '';
  return `${error.constructor.name}${said}`;
}

const framesOf = (error: Error): string[] =>
  (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
