import type { Handler } from './context.ts';

export const listReaders: Handler<'readers.list'> = async (_input, { parts }) =>
  (await parts.desk.get()).list();

export const diagnoseReaders: Handler<'readers.diagnose'> = async () => {
  const { diagnose } = await import('../../../native/diagnosis/diagnose.ts');
  return diagnose();
};
