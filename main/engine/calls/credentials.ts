import { InternalError } from '../../base/error.ts';
import type { Handler } from './context.ts';

const missing = () =>
  Promise.reject(new InternalError('call.missing', 'This call is being built.', { hint: 'Wait for it.' }));
export const listCredentials: Handler<'credentials.list'> = missing;
export const forgetCredential: Handler<'credentials.forget'> = missing;
export const testCredential: Handler<'credentials.test'> = missing;
export const exportCredential: Handler<'credentials.export'> = missing;
