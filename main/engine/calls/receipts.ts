import { InputError } from '../../base/error.ts';
import type { Handler } from './context.ts';

export const listReceipts: Handler<'receipts.list'> = async (query, { parts }) =>
  (await parts.store.get()).receipts.list(query);

export const getReceipt: Handler<'receipts.get'> = async ({ receipt }, { parts }) => {
  const found = (await parts.store.get()).receipts.get(receipt);
  if (found !== undefined) return found;
  throw new InputError('receipt.unknown', 'This station has no receipt with this number or id.', {
    hint: 'List the receipts and take the number from there.',
  });
};

export const checkReceipts: Handler<'receipts.check'> = async (_input, { parts }) =>
  (await parts.store.get()).receipts.check();
