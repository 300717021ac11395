import type { JobDeps } from '../../jobs/deps.ts';
import { decodePacket } from '../../jobs/ota/decode.ts';
import { encodePackets } from '../../jobs/ota/encode.ts';
import { convertScript } from '../../jobs/ota/script.ts';
import { sendComposed } from '../../jobs/ota/send.ts';
import { CardSession } from '../../procedures/session.ts';
import type { Parts } from '../parts.ts';
import type { Handler } from './context.ts';

export const encodeOta: Handler<'ota.encode'> = async (input, { parts }) =>
  encodePackets(await depsOf(parts), input);

export const decodeOta: Handler<'ota.decode'> = async (input, { parts }) =>
  decodePacket(await parts.custody.get(), input);

export const sendOta: Handler<'ota.send'> = async ({ reader, iccid, compose }, context) => {
  const { parts, signal, progress, origin } = context;
  const [deps, actor, desk] = await Promise.all([depsOf(parts), parts.actor(origin), parts.desk.get()]);
  return desk.use(reader, 'write', signal, ({ link, simulated }) => {
    const card = { session: new CardSession(link, { signal }), reader, simulated };
    return sendComposed(deps, card, { iccid, compose }, actor, { signal, onProgress: progress });
  });
};

export const scriptOta: Handler<'ota.script'> = (input) => Promise.resolve(convertScript(input));

async function depsOf(parts: Parts): Promise<JobDeps> {
  const [store, vault, custody] = await Promise.all([
    parts.store.get(),
    parts.vault.get(),
    parts.custody.get(),
  ]);
  return { store, vault, custody, clock: parts.clock, ids: parts.ids };
}
