import type { OperationDoc } from '../../../main/contract/operation.ts';
import type { PlanDoc } from '../../../main/contract/plan.ts';
import type { ReceiptDoc } from '../../../main/contract/receipt.ts';
import type { EngineClient } from '../../client/engine-client.ts';
import { EngineError, errorDocOf } from '../../client/engine-error.ts';
import type { RunningWrite } from './running-write.ts';

const pauseMs = 500;
/** Receipts of one card that can have come between. */
const newest = 5;

export interface Lost {
  readonly plan: string;
  readonly iccid: string;
  readonly operation: string;
  /** Why the answer did not come. */
  readonly cause: unknown;
}

/**
 * Finds out how a write ended whose answer was lost with the connection: it goes on in the engine. Waits for the connection and for the
 * end of the write. Rejects with the error of the write, or with the loss itself where the engine knows nothing of it any more.
 */
export async function reattach(engine: EngineClient, lost: Lost, signal: AbortSignal): Promise<ReceiptDoc> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const ended = await endOf(engine, lost, signal);
      const receipt = await receiptOf(engine, lost);
      if (receipt !== undefined) return receipt;
      if (ended?.error !== undefined) throw new EngineError(ended.error);
      throw lost.cause;
    } catch (error) {
      if (error === lost.cause || errorDocOf(error).code !== 'connection.lost') throw error;
      // Lost again on the way: the same from the beginning.
      await pause(signal);
    }
  }
}

/** Why the answer to a write does not come to a window that was reloaded. */
export const reloaded = (): EngineError =>
  new EngineError({
    code: 'connection.lost',
    kind: 'network',
    what: 'The window was reloaded while a card was being written.',
    hint: 'Make a new plan for this card: it reads the card first.',
    details: {},
  });

/** The plan of a write that was begun before the window was reloaded; `undefined` where the engine does not know it. */
export async function planOfWrite(
  engine: EngineClient,
  { plan }: RunningWrite,
  signal: AbortSignal,
): Promise<PlanDoc | undefined> {
  while (!signal.aborted) {
    try {
      if (engine.connection.get() === 'online') return await engine.call('plan.get', { plan });
    } catch (error) {
      if (errorDocOf(error).code !== 'connection.lost') return undefined;
    }
    await pause(signal);
  }
  return undefined;
}

/** `undefined` when the engine was started anew and has forgotten its operations. */
async function endOf(
  engine: EngineClient,
  { operation }: Lost,
  signal: AbortSignal,
): Promise<OperationDoc | undefined> {
  for (;;) {
    signal.throwIfAborted();
    if (engine.connection.get() === 'online') {
      const found = (await engine.call('operations.list', {})).find(({ id }) => id === operation);
      if (found?.state !== 'running') return found;
    }
    await pause(signal);
  }
}

async function receiptOf(engine: EngineClient, { plan, iccid }: Lost): Promise<ReceiptDoc | undefined> {
  for (const { id } of await engine.call('receipts.list', { iccid, limit: newest })) {
    const receipt = await engine.call('receipts.get', { receipt: id });
    if (receipt.planId === plan) return receipt;
  }
  return undefined;
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((go) => {
    const timer = setTimeout(go, pauseMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      go();
    });
  });
}
