import type { JobCard } from '../../jobs/job-card.ts';
import { CardSession } from '../../procedures/session.ts';
import type { CallContext, Handler } from './context.ts';

export const gpInfo: Handler<'gp.info'> = async ({ reader, domain }, context) => {
  const contents = await context.parts.contents.get();
  const info = await reading(reader, context, (card) => contents.info(card, domain));
  if (info.iccid !== undefined) context.about({ iccid: info.iccid });
  return info;
};

export const gpList: Handler<'gp.list'> = async ({ reader, ...request }, context) => {
  const contents = await context.parts.contents.get();
  return reading(reader, context, (card) => contents.list(card, request));
};

export const gpPlan: Handler<'gp.plan'> = async ({ reader, ...request }, context) => {
  const { parts, progress } = context;
  const contents = await parts.contents.get();
  const plan = await reading(reader, context, (card) =>
    contents.plan(card, request, { onProgress: progress }),
  );
  context.about({ iccid: plan.iccid });
  return plan;
};

export const gpApply: Handler<'gp.apply'> = async ({ reader, ...request }, context) => {
  const { parts, signal, progress, origin, job } = context;
  const contents = await parts.contents.get();
  const actor = await parts.actor(origin);
  return (await parts.desk.get()).use(reader, 'write', signal, ({ link, simulated }) => {
    const card = { session: new CardSession(link, { signal }), reader, simulated };
    return job(() => contents.apply(card, request, actor, { signal, onProgress: progress }));
  });
};

/** The reset at the end closes the secure channel and leaves no security domain selected for who comes next. */
async function reading<T>(
  reader: string,
  { parts, signal }: CallContext,
  work: (card: JobCard) => Promise<T>,
): Promise<T> {
  return (await parts.desk.get()).use(reader, 'read', signal, async ({ link, simulated }) => {
    const session = new CardSession(link, { signal });
    try {
      return await work({ session, reader, simulated });
    } finally {
      if (session.lost === undefined) await link.reset();
    }
  });
}
