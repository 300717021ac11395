import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { InputError } from '../base/error.ts';
import { contentSecurityPolicy, hardeningHeaders, pageWithNonce } from '../contract/page.ts';

/** Serves the built renderer from `folder`, each answer with a strict policy. */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  server.addHook('onSend', async (_request, reply, payload) => {
    for (const [name, value] of Object.entries(hardeningHeaders)) reply.header(name, value);
    if (!reply.hasHeader('Content-Security-Policy'))
      reply.header('Content-Security-Policy', contentSecurityPolicy('none', "'none'"));
    return payload;
  });
  const index = async (reply: FastifyReply): Promise<FastifyReply> => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('Content-Security-Policy', contentSecurityPolicy(nonce, "'self'"))
      .header('Cache-Control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(pageWithNonce(await readPage(folder), nonce));
  };
  server.get('/', (_request, reply) => index(reply));
  server.get('/index.html', (_request, reply) => index(reply));
  await server.register(fastifyStatic, { root: folder, index: false, wildcard: true, serveDotFiles: false });
}

async function readPage(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8');
  } catch (cause) {
    throw new InputError('station.not-built', 'The app’s pages have not been built.', {
      hint: 'Run npm start, which builds them, or npm run build:app.',
      cause,
    });
  }
}
