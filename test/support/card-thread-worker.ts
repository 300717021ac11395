import { parentPort } from 'node:worker_threads';
import { InternalError } from '../../main/base/error.ts';
import { decodeImage, encodeImage } from '../../main/lab/uicc/image-json.ts';
import { createUicc, type Uicc } from '../../main/lab/uicc/uicc.ts';
import { serveVpcd, type VpcdLink } from '../../native/vpcd/vpcd-link.ts';
import type { CardThreadAnswer, CardThreadCall } from './card-thread.ts';

let uicc: Uicc | undefined;
let link: VpcdLink | undefined;
let instructions: number[] = [];
let hold: { readonly at: number; readonly until: Promise<void>; readonly end: () => void } | undefined;

const methods: { readonly [C in CardThreadCall as C['call']]: (call: C) => unknown } = {
  make: ({ image }) => {
    uicc = createUicc({ image: decodeImage(image) });
  },
  insert: ({ port }) => {
    const card = theCard();
    link = serveVpcd({
      port,
      // A card that falls silent stays out.
      reinsertAfter: 600_000,
      device: { reset: card.reset, powerOff: card.powerOff, transmit },
    });
  },
  remove: async () => {
    await link?.close();
    link = undefined;
  },
  fault: ({ fault }) => theCard().setFault(fault),
  image: () => encodeImage(theCard().snapshot()),
  count: () => {
    instructions = [];
  },
  instructions: () => instructions,
  hold: ({ at }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    hold = { at, until: promise, end: resolve };
  },
  release: () => {
    hold?.end();
    hold = undefined;
  },
};

async function transmit(command: Uint8Array): Promise<Uint8Array | undefined> {
  instructions.push(command[1] ?? 0);
  if (hold?.at === instructions.length) {
    parentPort?.postMessage('held' satisfies CardThreadAnswer, []);
    await hold.until;
  }
  return theCard().transmit(command);
}

function theCard(): Uicc {
  if (uicc !== undefined) return uicc;
  throw new InternalError('test.no-card', 'No card has been made.', { hint: 'Make one first.' });
}

parentPort?.on('message', ({ id, call }: { readonly id: number; readonly call: CardThreadCall }) => {
  void answer(id, call);
});

async function answer(id: number, call: CardThreadCall): Promise<void> {
  // The table has a method for each call; TypeScript does not follow one name to both.
  const method = methods[call.call] as (call: CardThreadCall) => unknown; // oxlint-disable-line typescript/no-unsafe-type-assertion
  parentPort?.postMessage({ id, result: await method(call) } satisfies CardThreadAnswer, []);
}
