import type { Handler } from './context.ts';

/** Newest first, those of engines before this one included. */
export const listOperations: Handler<'operations.list'> = async (_input, { parts }) =>
  (await parts.store.get()).operations.list();

export const cancelOperation: Handler<'operations.cancel'> = async ({ operation }, { parts }) => {
  parts.operations.cancel(operation);
  return {};
};
