import type { Handler } from './context.ts';

export const listTrace: Handler<'trace.list'> = async (query, { parts }) => parts.trace.list(query);

export const clearTrace: Handler<'trace.clear'> = async (_input, { parts }) => {
  parts.trace.clear();
  return {};
};
