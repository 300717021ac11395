import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { imsi, inventory, reader, readers } from '../../testing/documents.ts';
import { FakeEngine, refusal } from '../../testing/fake-engine.ts';
import { planFor, receiptFor, summaryOf } from '../../testing/plan-documents.ts';
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

const cardPage = `#/cards/${encodeURIComponent(reader.id)}`;

test('the card page says the worst finding in a line and all of them on demand', async () => {
  const { user } = renderApp(cardPage);
  await user.click(await screen.findByRole('button', { name: /EF_CSEID is malformed/ }));
  const health = screen.getByRole('region', { name: 'Health' });
  const [first] = within(health).getAllByRole('listitem');
  expect(first?.textContent).toContain('Fault: EF_CSEID is malformed');
  expect(first?.textContent).toContain('Remedy');
});

test('the card page marks the bytes of a field, says what a change needs and hides keys', async () => {
  const { user, container } = renderApp(cardPage);
  await user.hover(await screen.findByRole('button', { name: /Identifier/ }));
  expect(container.querySelectorAll('mark')).toHaveLength(20);
  expect(screen.getByText('Update needs ADM1, 3 tries left', { exact: false, ignore: 'mark' })).toBeDefined();
  await user.click(screen.getByText('EF_KEYS'));
  expect(screen.getByText('This file holds keys. Its content is never shown.')).toBeDefined();
});

test('the tries of the keys are looked at again without reading the files', async () => {
  const engine = new FakeEngine({
    handlers: {
      'card.keys': () => [{ name: 'ADM1', reference: '0A', state: 'enabled', triesLeft: 1 }],
    },
  });
  const { user } = renderApp(cardPage, engine);
  await user.click(await screen.findByRole('button', { name: 'ADM1 3 tries left' }));
  await user.click(screen.getByRole('button', { name: 'Check tries' }));
  expect(await screen.findByRole('button', { name: 'ADM1 1 try left' })).toBeDefined();
  expect(engine.asked.map(({ name }) => name)).not.toContain('card.report');
});

test('one file is read again and takes its place among the others', async () => {
  const engine: FakeEngine = new FakeEngine({
    handlers: {
      'card.read': ({ path }) => {
        const file = inventory.files.find((one) => one.path === path);
        if (file === undefined) throw new RangeError(path);
        return { ...file, title: 'As it is now' };
      },
    },
  });
  const { user } = renderApp(cardPage, engine);
  await user.click(await screen.findByRole('button', { name: 'Read again' }));
  expect(await screen.findByText('As it is now')).toBeDefined();
  expect(screen.getByText('EF_IMSI')).toBeDefined();
});

test('what was read before the last write is not shown as what the card holds', async () => {
  const written = { ...receiptFor(planFor({}), 1), finishedAt: inventory.takenAt + 1 };
  const engine = new FakeEngine({ handlers: { 'receipts.list': () => [summaryOf(written)] } });
  renderApp(cardPage, engine);
  expect(await screen.findByText('This card was written to since it was read')).toBeDefined();
  expect(screen.queryByText('EF_1M2MST')).toBeNull();
  expect(screen.getByRole('button', { name: 'Read oneM2M files' })).toBeDefined();
});

test('the file that names the subscriber is masked too', async () => {
  const { user, container } = renderApp(`#/cards/${encodeURIComponent(reader.id)}`);
  await user.click(await screen.findByText('EF_IMSI'));
  expect(container.textContent).not.toContain(imsi);
  expect(container.textContent).not.toContain('29 26 10');
  await user.click(screen.getByRole('button', { name: 'Show personal data' }));
  expect(container.textContent).toContain(imsi);
});
