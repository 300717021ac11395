import type { ProgressDoc } from '../contract/operation.ts';
import { inOneLine } from './output/printable.ts';

/** One line on the terminal that says what is being done; nothing where standard error is no terminal. */
export function progressLine(): { show(progress: ProgressDoc): void; clear(): void } {
  const stream = process.stderr;
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    show({ what, done, total }) {
      const count = total === undefined ? `${done}` : `${done}/${total}`;
      stream.write(`\r\u001b[K${count.padStart(7)}  ${inOneLine(what).slice(0, stream.columns - 10)}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
