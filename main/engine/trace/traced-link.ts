import { toHex } from '../../base/bytes.ts';
import type { Clock } from '../../base/ports.ts';
import type { Sensitivity } from '../../card/command.ts';
import type { CardLink } from '../../card/link.ts';
import type { TraceDoc } from '../../contract/trace.ts';
import { describeAnswer, describeFailure, describeSent } from './exchange-doc.ts';

/** `link`, with every exchange told to `add`, named, decoded and without its secrets. */
export function tracedLink(
  link: CardLink,
  reader: string,
  clock: Clock,
  add: (exchange: Omit<TraceDoc, 'number'>) => void,
): CardLink {
  let owed: Sensitivity = 'none';
  return {
    get atr() {
      return link.atr;
    },
    protocol: link.protocol,
    async exchange(bytes, context) {
      const { redaction, ins, ...sent } = describeSent(bytes, context, owed);
      const about = { at: clock.now(), reader, ...sent, decoded: [...sent.decoded] };
      const started = performance.now();
      try {
        const answer = await link.exchange(bytes, context);
        const elapsedMs = elapsedSince(started);
        owed = redaction;
        add({ ...about, ...describeAnswer(answer, ins, redaction), elapsedMs });
        return answer;
      } catch (error) {
        add({ ...about, meaning: describeFailure(error), elapsedMs: elapsedSince(started) });
        throw error;
      }
    },
    async reset() {
      const about = { at: clock.now(), reader, name: 'RESET', command: '', decoded: ['Warm reset'] };
      const started = performance.now();
      try {
        const atr = await link.reset();
        add({ ...about, response: toHex(atr), meaning: 'ATR', elapsedMs: elapsedSince(started) });
        return atr;
      } catch (error) {
        add({ ...about, meaning: describeFailure(error), elapsedMs: elapsedSince(started) });
        throw error;
      }
    },
  };
}

/** Milliseconds with two decimals: what a clock of this kind is good for. */
const elapsedSince = (started: number): number => Math.round((performance.now() - started) * 100) / 100;
