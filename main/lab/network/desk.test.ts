import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LabNetwork, startLabNetwork } from './lab-network.ts';

let network: LabNetwork;
beforeEach(async () => {
  network = await startLabNetwork();
});
afterEach(() => network.close());

test('a challenge for a subscriber; refusals are said in words', async () => {
  const { desk, subscribers } = network;
  const [impi = ''] = subscribers;
  const given = await fetch(`${desk.url}challenge?impi=${encodeURIComponent(impi)}`);
  expect(await given.json()).toMatchObject({ format: 'gba-challenge', impi, recipient: { kty: 'EC' } });
  const unknown = await fetch(`${desk.url}challenge?impi=nobody`);
  expect(unknown.status).toBe(400);
  expect(await unknown.text()).toContain('no subscriber');
  const wrong = await fetch(`${desk.url}answer`, { method: 'POST', body: '{}' });
  expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('no answer of a card')]);
  expect((await fetch(`${desk.url}answer`, { method: 'POST', body: 'x'.repeat(70_000) })).status).toBe(400);
  expect((await fetch(`${desk.url}else`)).status).toBe(404);
});

test('whatever is sent, the desk goes on', async () => {
  const { port } = new URL(network.desk.url);
  const send = (text: string) =>
    new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
      socket.on('data', () => undefined);
      socket.once('close', () => resolve());
      socket.on('error', () => undefined);
      setTimeout(() => socket.destroy(), 100);
    });
  await send('GET // HTTP/1.1\r\nhost: x\r\n\r\n');
  await send('GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n');
  await send('POST /answer HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"format"');
  await send('\u0016\u0003\u0001 no HTTP');
  expect((await fetch(`${network.desk.url}else`)).status).toBe(404);
});
