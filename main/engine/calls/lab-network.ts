import { InternalError } from '../../base/error.ts';
import type { Handler } from './context.ts';

const missing = () =>
  Promise.reject(new InternalError('call.missing', 'This call is being built.', { hint: 'Wait for it.' }));
export const labNetwork: Handler<'lab.network'> = missing;
