import { fromHex } from '../../main/base/bytes.ts';
import type { CardDevice } from '../../main/card/device.ts';

/** ATR of a UICC that speaks T=0 only. */
export const t0Atr = fromHex('3b9f96803fc7a08031e073fe211b63e206a807830f9000b1');
/** ATR of a card that offers T=1 first. */
export const t1Atr = fromHex('3b858101554943433128');

/** What a card answers: bytes as hexadecimal text, `mute` for nothing, or whatever the function makes of the command. */
export type Answer = string | ((command: Uint8Array) => Promise<Uint8Array> | Uint8Array);

/** A card that answers by a table, `9000` to what is not in it, and remembers what it was told. */
export class ScriptedCard implements CardDevice {
  /** `cold`, `warm`, `off`, or the command as hexadecimal text. */
  readonly log: string[] = [];
  readonly atr: Uint8Array;
  readonly #answers: Readonly<Record<string, Answer>>;

  /** @param answers by the beginning of the command as hexadecimal text */
  constructor(answers: Readonly<Record<string, Answer>> = {}, atr = t0Atr) {
    this.#answers = answers;
    this.atr = atr;
  }

  reset(kind: 'cold' | 'warm'): Promise<Uint8Array> {
    this.log.push(kind);
    return Promise.resolve(this.atr);
  }

  powerOff(): Promise<void> {
    this.log.push('off');
    return Promise.resolve();
  }

  async transmit(command: Uint8Array): Promise<Uint8Array | undefined> {
    const text = Buffer.from(command).toString('hex');
    this.log.push(text);
    const key = Object.keys(this.#answers).find((start) => text.startsWith(start));
    const answer = key === undefined ? '9000' : this.#answers[key]!;
    if (typeof answer === 'function') return answer(command);
    return answer === 'mute' ? undefined : fromHex(answer);
  }

  /** How often this came, in the words of {@link log}. */
  count(entry: string): number {
    return this.log.filter((logged) => logged === entry).length;
  }
}
