import { InternalError } from '../../base/error.ts';
import type { Handler } from './context.ts';

const missing = () =>
  Promise.reject(new InternalError('call.missing', 'This call is being built.', { hint: 'Wait for it.' }));
export const encodeOta: Handler<'ota.encode'> = missing;
export const decodeOta: Handler<'ota.decode'> = missing;
export const sendOta: Handler<'ota.send'> = missing;
export const scriptOta: Handler<'ota.script'> = missing;
