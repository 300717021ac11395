import { InternalError } from '../../base/error.ts';
import type { Handler } from './context.ts';

const missing = () =>
  Promise.reject(new InternalError('call.missing', 'This call is being built.', { hint: 'Wait for it.' }));
export const gbaReadiness: Handler<'gba.readiness'> = missing;
export const gbaBootstrap: Handler<'gba.bootstrap'> = missing;
export const answerOfflineGba: Handler<'gba.offlineAnswer'> = missing;
export const completeOfflineGba: Handler<'gba.offlineComplete'> = missing;
