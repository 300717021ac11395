import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { iccid, reader } from '../../../testing/documents.ts';
import { FakeEngine } from '../../../testing/fake-engine.ts';
import { blockedPlan, gpInfo, gpPlan, lostResult } from '../../../testing/globalplatform-documents.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { useGpStore } from './gp-store.ts';
import { noWork } from './gp-types.ts';

const bench = '#/bench/globalplatform';
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const called = (engine: FakeEngine) => engine.asked.map(({ name }) => name);

beforeEach(() => useGpStore.setState(noWork));

async function look(user: UserEvent): Promise<void> {
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0001 2345/ }));
  await user.click(button('Look at 8988 3070 0000 0001 2345'));
  await screen.findByRole('heading', { name: 'What the card says without keys' });
}

async function open(user: UserEvent): Promise<void> {
  await look(user);
  await user.click(screen.getByRole('radio', { name: 'Stored' }));
  await user.click(await screen.findByRole('radio', { name: /SCP03 48/ }));
  await user.click(button('Open with SCP03 48'));
  await screen.findByRole('heading', { name: 'What is on the card' });
}

async function planDelete(user: UserEvent): Promise<void> {
  await open(user);
  await user.click(button(/^Delete …: Package/));
  await user.click(screen.getByRole('checkbox', { name: /Together with the applications/ }));
  await user.click(button('Show what would change'));
}

test('no card is chosen beforehand; what it tells without keys is asked for on demand', async () => {
  const { user, engine } = renderApp(bench);
  expect(await screen.findByRole('radio', { name: /2345/ })).toHaveProperty('checked', false);
  expect(button('Look at the card')).toHaveProperty('disabled', true);
  await look(user);
  const sets = screen.getByRole('region', { name: 'Key sets on the card' });
  expect(within(sets).getByRole('row', { name: /48/ }).textContent).toContain('SCP03 48');
  expect(within(sets).getByRole('row', { name: /^32/ }).textContent).toContain('not stored');
  expect(screen.getByText('SCP03 (i = 70)')).toBeDefined();
  expect(called(engine)).not.toContain('gp.list');
});

test('what the card garbles is said, and shuts nobody out', async () => {
  const unreadable = [
    {
      code: 'card-data.malformed',
      kind: 'card' as const,
      what: 'The card’s description of itself cannot be read.',
      hint: 'Go on without it.',
      details: {},
    },
  ];
  const engine = new FakeEngine({ handlers: { 'gp.info': () => ({ ...gpInfo, unreadable }) } });
  const { user } = renderApp(bench, engine);
  await look(user);
  expect(screen.getByText('The card’s description of itself cannot be read.')).toBeDefined();
  expect(screen.getByRole('radio', { name: 'Stored' })).toBeDefined();
});

test('a stored set opens the domain: states and privileges in words', async () => {
  const { user, engine } = renderApp(bench);
  await open(user);
  expect(engine.asked).toContainEqual({
    name: 'gp.list',
    input: { reader: reader.id, keys: { kind: 'stored', set: 'set-2' } },
  });
  const issuer = screen.getByRole('row', { name: /Issuer security domain/ });
  expect(issuer.textContent).toContain('in service');
  expect(issuer.textContent).toContain('card terminate');
  expect(screen.getByRole('row', { name: /LOCKED/ }).textContent).toContain('cannot be selected');
});

test('what would change is shown first; the button names change and card; the result is read back', async () => {
  const { user, engine } = renderApp(bench);
  await planDelete(user);
  expect(await screen.findByRole('heading', { name: gpPlan.title })).toBeDefined();
  expect(screen.getByText('This is what would change. Nothing has been done yet.')).toBeDefined();
  expect(screen.getByText('The applications of the package go with it.')).toBeDefined();
  expect(called(engine)).not.toContain('gp.apply');
  await user.click(button('Delete from 8988 3070 0000 0001 2345'));
  expect(await screen.findByRole('heading', { name: 'Done and read back' })).toBeDefined();
  expect(screen.getAllByText('As planned')).toHaveLength(2);
  expect(engine.asked).toContainEqual({
    name: 'gp.plan',
    input: {
      reader: reader.id,
      keys: { kind: 'stored', set: 'set-2' },
      change: { kind: 'delete', aid: 'a00000055911112233', related: true },
    },
  });
  expect(engine.asked).toContainEqual({
    name: 'gp.apply',
    input: { reader: reader.id, plan: gpPlan.id, iccid },
  });
});

test('a change that is blocked has no button', async () => {
  const { user } = renderApp(bench, new FakeEngine({ handlers: { 'gp.plan': () => blockedPlan } }));
  await planDelete(user);
  expect(await screen.findByRole('heading', { name: 'This cannot be done' })).toBeDefined();
  expect(screen.getByText(/Delete the applications first/)).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Delete from/ })).toBeNull();
});

test('a lost answer stays unknown, and the way leads to the card', async () => {
  const { user, engine } = renderApp(bench, new FakeEngine({ handlers: { 'gp.apply': () => lostResult } }));
  await planDelete(user);
  await user.click(await screen.findByRole('button', { name: /^Delete from/ }));
  expect(await screen.findByRole('heading', { name: 'Not known' })).toBeDefined();
  const before = called(engine).filter((name) => name === 'gp.list').length;
  await user.click(button('See what is on the card now'));
  await screen.findByRole('heading', { name: 'What is on the card' });
  expect(called(engine).filter((name) => name === 'gp.list')).toHaveLength(before + 1);
});

test('ending a card for good needs one more tick', async () => {
  const terminating = new FakeEngine({
    handlers: {
      'gp.plan': () => ({
        ...gpPlan,
        kind: 'set-status',
        cautions: ['A terminated card is ended for good: nothing brings it back.'],
      }),
    },
  });
  const { user } = renderApp(bench, terminating);
  await open(user);
  await user.click(button(/^State …/));
  await user.click(screen.getByRole('radio', { name: /Terminated/ }));
  await user.click(button('Show what would change'));
  const end = await screen.findByRole('button', { name: 'Terminate 8988 3070 0000 0001 2345' });
  expect(end).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox', { name: /I am sure/ }));
  expect(end).toHaveProperty('disabled', false);
});

test('random keys are made by the station; typed ones go with their check values', async () => {
  const { user, engine } = renderApp(bench);
  await open(user);
  await user.click(button('Change something'));
  await user.click(screen.getByRole('radio', { name: /Put keys/ }));
  await user.selectOptions(screen.getByLabelText('Takes the place of'), '48');
  await user.type(screen.getByLabelText('New version'), '49');
  await user.click(button('Show what would change'));
  await screen.findByRole('button', { name: 'Put keys on 8988 3070 0000 0001 2345' });
  const change = { kind: 'put-key', use: 'globalplatform', replaces: 48, version: 49, algorithm: 'aes-128' };
  expect(engine.asked).toContainEqual({ name: 'gp.plan', input: expect.objectContaining({ change }) });
  await user.click(button('Back'));
  await user.click(screen.getByRole('radio', { name: /These keys/ }));
  expect(screen.getByText('Next: type the three keys.')).toBeDefined();
  for (const [at, name] of ['ENC', 'MAC', 'DEK'].entries()) {
    await user.click(screen.getByLabelText(name, { selector: 'input[type=password]' }));
    await user.paste(`${at}0`.repeat(16));
  }
  await user.click(button('Check values, if there are any'));
  await user.type(screen.getByLabelText('ENC', { selector: 'input[type=text]' }), '8BAF47');
  expect(screen.getByText(/Type all three check values/)).toBeDefined();
  expect(button('Show what would change')).toHaveProperty('disabled', true);
});

test('a CAP file is read and handed over whole', async () => {
  const { user, engine, container } = renderApp(bench);
  await open(user);
  await user.click(button('Change something'));
  await user.click(screen.getByRole('radio', { name: /^Install/ }));
  expect(screen.getByText('Next: choose a CAP file.')).toBeDefined();
  const input = container.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new RangeError('no file input');
  await user.upload(input, new File([Uint8Array.of(0x50, 0x4b, 0x03, 0x04)], 'applet.cap'));
  expect(await screen.findByText('applet.cap')).toBeDefined();
  await user.click(button('Show what would change'));
  await screen.findByRole('button', { name: /^Install on/ });
  expect(engine.asked).toContainEqual({
    name: 'gp.plan',
    input: expect.objectContaining({ change: { kind: 'install', cap: 'UEsDBA==' } }),
  });
});

test('typed keys open the domain, and are asked for again when the page was left', async () => {
  const { user, engine } = renderApp(bench);
  await look(user);
  await user.click(screen.getByRole('radio', { name: 'Typed' }));
  for (const name of ['ENC', 'MAC', 'DEK']) {
    await user.click(screen.getByLabelText(name, { selector: 'input' }));
    await user.paste('00'.repeat(16));
  }
  await user.click(button('Open the security domain'));
  await screen.findByRole('heading', { name: 'What is on the card' });
  const key = '00'.repeat(16);
  expect(engine.asked).toContainEqual({
    name: 'gp.list',
    input: {
      reader: reader.id,
      keys: { kind: 'typed', version: 0, diversification: 'none', enc: key, mac: key, dek: key },
    },
  });
  globalThis.location.hash = '#/settings/look';
  await screen.findByRole('heading', { name: 'Settings' });
  globalThis.location.hash = bench;
  expect(await screen.findByRole('heading', { name: 'What the card says without keys' })).toBeDefined();
  expect(screen.getByRole('radio', { name: 'Typed' })).toHaveProperty('checked', false);
});
