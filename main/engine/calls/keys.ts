import { InternalError } from '../../base/error.ts';
import type { Handler } from './context.ts';

const missing = () =>
  Promise.reject(new InternalError('call.missing', 'This call is being built.', { hint: 'Wait for it.' }));
export const listKeys: Handler<'keys.list'> = missing;
export const importKeys: Handler<'keys.import'> = missing;
export const checkKeys: Handler<'keys.check'> = missing;
export const forgetKeySet: Handler<'keys.forget'> = missing;
export const stationKey: Handler<'keys.stationKey'> = missing;
export const raiseCounter: Handler<'keys.raiseCounter'> = missing;
