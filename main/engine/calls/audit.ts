import type { Handler } from './context.ts';

export const listAudit: Handler<'audit.list'> = async (query, { parts }) =>
  (await parts.store.get()).audit.list(query);
