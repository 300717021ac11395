import { InternalError } from '../../base/error.ts';
import type { Handler } from './context.ts';

const missing = () =>
  Promise.reject(new InternalError('call.missing', 'This call is being built.', { hint: 'Wait for it.' }));
export const gpInfo: Handler<'gp.info'> = missing;
export const gpList: Handler<'gp.list'> = missing;
export const gpPlan: Handler<'gp.plan'> = missing;
export const gpApply: Handler<'gp.apply'> = missing;
