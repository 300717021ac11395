import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { imsi, reader, readers } from '../../testing/documents.ts';
import { FakeEngine, refusal } from '../../testing/fake-engine.ts';
import { renderApp } from '../../testing/render-app.tsx';

test('each state of a reader has its words and says what to do', async () => {
  renderApp('#/cards');
  await screen.findByText('8988 3070 0000 0001 2345');
  for (const text of [
    'No card',
    'Put a card into the reader.',
    'The card does not answer',
    'Held by another program',
    'Close the other program, for example gpg-agent or a browser.',
  ])
    expect(screen.getByText(text)).toBeDefined();
});

test('an IMSI is masked until it is asked for', async () => {
  const { user, container } = renderApp('#/cards');
  const [show] = await screen.findAllByRole('button', { name: 'Show the IMSI' });
  expect(container.textContent).not.toContain(imsi);
  expect(screen.getByText('26201 ••••••••••')).toBeDefined();
  if (show !== undefined) await user.click(show);
  expect(screen.getByText(imsi)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Hide the IMSI' }));
  expect(container.textContent).not.toContain(imsi);
});

test('readers keep their place when cards come and go', async () => {
  const { engine } = renderApp('#/cards');
  await screen.findByText('8988 3070 0000 0001 2345');
  const names = () =>
    screen.getAllByRole('article').map((strip) => strip.querySelector('.strip-reader')?.textContent);
  const before = names();
  act(() => engine.setReaders(readers.toReversed()));
  expect(names()).toEqual(before);
});

test('an unplugged reader stays until the pointer has left the list', async () => {
  const { engine, user } = renderApp('#/cards');
  const number = await screen.findByText('8988 3070 0000 0001 2345');
  await user.hover(number);
  act(() => engine.setReaders(readers.slice(1)));
  expect(await screen.findByText('Reader unplugged')).toBeDefined();
  await user.hover(screen.getByRole('heading', { name: 'Cards' }));
  await waitFor(() => expect(screen.queryByText('Reader unplugged')).toBeNull());
});

test('without a reader the page teaches and offers the simulator', async () => {
  const engine = new FakeEngine({
    handlers: { 'readers.list': () => ({ service: 'running', readers: [] }) },
  });
  const { user } = renderApp('#/cards', engine);
  expect(await screen.findByText('No reader is connected')).toBeDefined();
  await user.click(await screen.findByRole('radio', { name: /Pre-personalised gateway card/ }));
  await user.click(screen.getByRole('button', { name: 'Add this reader' }));
  expect(engine.asked).toContainEqual({ name: 'simulator.add', input: { seed: 'pre-personalised' } });
});

test('missing permission is explained with the command that helps', async () => {
  const engine = new FakeEngine({
    handlers: { 'readers.list': () => ({ service: 'no-permission', readers: [] }) },
  });
  renderApp('#/cards', engine);
  expect(await screen.findByText('This user may not use the card readers')).toBeDefined();
  expect(await screen.findByText('sudo apt install libccid')).toBeDefined();
});

test('a failed list is an error block, not an empty list', async () => {
  const engine = new FakeEngine({
    handlers: {
      'readers.list': () => {
        throw refusal({
          code: 'store.busy',
          kind: 'store',
          what: 'The store is busy.',
          hint: 'Close the other one.',
        });
      },
    },
  });
  renderApp('#/cards', engine);
  expect((await screen.findByRole('alert')).textContent).toContain('The store is busy.');
});

test('the card page shows findings worst first, marks the bytes of a field and hides keys', async () => {
  const { user, container } = renderApp(`#/cards/${encodeURIComponent(reader.id)}`);
  const health = await screen.findByRole('region', { name: 'Health' });
  const [first] = within(health).getAllByRole('listitem');
  expect(first?.textContent).toContain('Fault: EF_CSEID is malformed');
  await user.hover(screen.getByRole('button', { name: /Identifier/ }));
  expect(container.querySelectorAll('mark')).toHaveLength(20);
  expect(screen.getByText('Update needs ADM1, 3 tries left', { exact: false, ignore: 'mark' })).toBeDefined();
  await user.click(screen.getByText('EF_KEYS'));
  expect(screen.getByText('This file holds keys. Its content is never shown.')).toBeDefined();
});

test('the file that names the subscriber is masked too', async () => {
  const { user, container } = renderApp(`#/cards/${encodeURIComponent(reader.id)}`);
  await user.click(await screen.findByText('EF_IMSI'));
  expect(container.textContent).not.toContain(imsi);
  expect(container.textContent).not.toContain('29 26 10');
  await user.click(screen.getByRole('button', { name: 'Show personal data' }));
  expect(container.textContent).toContain(imsi);
});
