import { act, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { iccid, reader, readers } from '../../../testing/documents.ts';
import { FakeEngine, refusal } from '../../../testing/fake-engine.ts';
import { keySets } from '../../../testing/keys-documents.ts';
import { refusedPacket, stoppedPacket } from '../../../testing/ota-documents.ts';
import { renderApp } from '../../../testing/render-app.tsx';
import { emptyDraft } from './draft.ts';
import { useOtaStore } from './ota-store.ts';

const bench = '#/bench/ota';
const card = /8988 3070 0000 0001 2345/;
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const send = 'Send to 8988 3070 0000 0001 2345';

beforeEach(() =>
  useOtaStore.setState({ mode: 'compose', draft: emptyDraft, encoded: undefined, sent: undefined }),
);

async function fill(user: UserEvent): Promise<void> {
  await user.click(await screen.findByRole('radio', { name: card }));
  await user.click(screen.getByLabelText('Commands, one a line'));
  await user.paste('00A40000025F40');
  await user.click(screen.getByRole('radio', { name: 'Stored' }));
  await user.click(await screen.findByRole('radio', { name: /OTA 2/ }));
}

async function encode(user: UserEvent): Promise<void> {
  await fill(user);
  await user.click(button('Encode the packet'));
  await screen.findByRole('heading', { name: '58 bytes in 1 short message' });
}

async function sendIt(user: UserEvent): Promise<void> {
  await encode(user);
  await user.click(button(send));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: send }));
}

test('no card is chosen beforehand, and the bar says what is next', async () => {
  const { user } = renderApp(bench);
  const choice = await screen.findByRole('radio', { name: card });
  expect(choice).toHaveProperty('checked', false);
  expect(screen.getByText('Next: say for which card the packet is.')).toBeDefined();
  expect(button('Encode the packet')).toHaveProperty('disabled', true);
  await user.click(choice);
  expect(screen.getByText('Next: say with which keys.')).toBeDefined();
});

test('commands are read back in words, and a line that is none is named', async () => {
  const { user } = renderApp(bench);
  const field = await screen.findByLabelText('Commands, one a line');
  await user.type(field, '00A40000025F40\n00A4');
  expect(screen.getByText(/Line 2 is no command/)).toBeDefined();
  await user.type(field, '0000026F02');
  expect(await screen.findByText('SELECT 6F02')).toBeDefined();
});

test('every field is explained, its bytes are marked, its bits are shown on demand', async () => {
  const { user, container, engine } = renderApp(bench);
  await encode(user);
  expect(engine.asked).toContainEqual({
    name: 'ota.encode',
    input: expect.objectContaining({ iccid, compose: expect.objectContaining({ tar: 'b00010' }) }),
  });
  expect(screen.getByText('This is the packet. Nothing has been sent.')).toBeDefined();
  await user.click(button('SPI'));
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['16 ', '19 ']);
  expect(screen.getByRole('rowheader', { name: 'PoR ciphering' })).toBeDefined();
  expect(button('SPI').getAttribute('aria-expanded')).toBe('true');
});

test('nothing is sent before a question that names the card and the commands', async () => {
  const { user, engine } = renderApp(bench);
  await encode(user);
  await user.click(button(send));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('UPDATE BINARY, 5 bytes from 0')).toBeDefined();
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(engine.asked.map(({ name }) => name)).not.toContain('ota.send');
});

test('the proof of receipt says what was done, in words', async () => {
  const { user, engine } = renderApp(bench);
  await sendIt(user);
  expect(await screen.findByRole('heading', { name: 'The card executed everything' })).toBeDefined();
  expect(screen.getByText(/Status of the proof: PoR OK \(00\)/)).toBeDefined();
  expect(screen.getByText(/1 ENVELOPE · counter 5/)).toBeDefined();
  expect(engine.asked).toContainEqual({
    name: 'ota.send',
    input: expect.objectContaining({ reader: reader.id, iccid }),
  });
});

test('a refused packet: what the card means and what to do', async () => {
  const engine = new FakeEngine({ handlers: { 'ota.send': () => ({ packets: [refusedPacket] }) } });
  const { user } = renderApp(bench, engine);
  await sendIt(user);
  expect(await screen.findByRole('heading', { name: 'The card refused the packet' })).toBeDefined();
  expect(screen.getByText(/Raise the counter of this key set/)).toBeDefined();
  expect(screen.getAllByText('Not executed')).toHaveLength(3);
});

test('a refused command: which, with its status word', async () => {
  const engine = new FakeEngine({ handlers: { 'ota.send': () => ({ packets: [stoppedPacket] }) } });
  const { user } = renderApp(bench, engine);
  await sendIt(user);
  expect(await screen.findByRole('heading', { name: 'The card refused a command' })).toBeDefined();
  const row = screen.getByRole('row', { name: /SELECT 6F02/ });
  expect(row.textContent).toContain('6A82');
  expect(row.textContent).toContain('Refused');
});

test('what fails on the way is told, and the packet is still there', async () => {
  const engine = new FakeEngine({
    handlers: {
      'ota.send': () => {
        throw refusal({
          code: 'card.swapped',
          kind: 'card',
          what: 'Another card is in the reader.',
          hint: 'Put the right one in.',
        });
      },
    },
  });
  const { user } = renderApp(bench, engine);
  await sendIt(user);
  expect((await screen.findByRole('alert')).textContent).toContain('Another card is in the reader.');
  expect(button(send)).toHaveProperty('disabled', false);
});

test('a card that has gone is not sent to', async () => {
  const { user, engine } = renderApp(bench);
  await encode(user);
  act(() =>
    engine.setReaders(readers.map((one) => (one.id === reader.id ? { ...one, state: 'empty' } : one))),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('is not in');
  expect(button(send)).toHaveProperty('disabled', true);
});

test('without a card a packet can be looked at, and not sent', async () => {
  const { user } = renderApp(bench);
  await user.click(await screen.findByRole('checkbox', { name: /No card/ }));
  await user.click(screen.getByLabelText('Commands, one a line'));
  await user.paste('00A40000025F40');
  await user.selectOptions(screen.getByLabelText('Application on the card (TAR)'), 'b00000');
  await user.click(screen.getByRole('radio', { name: 'None' }));
  await user.click(button('Encode the packet'));
  expect(await screen.findByText('This packet is only to look at')).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Send to/ })).toBeNull();
});

test('typed keys go to the engine, and nowhere else; they are gone when the page was left', async () => {
  const { user, engine, container } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: card }));
  await user.click(screen.getByLabelText('Commands, one a line'));
  await user.paste('00A40000025F40');
  await user.selectOptions(screen.getByLabelText('Application on the card (TAR)'), 'b00000');
  await user.click(screen.getByRole('radio', { name: 'Typed' }));
  const key = '20 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f';
  await user.click(screen.getByLabelText('KIc, for ciphering', { selector: 'input' }));
  await user.paste(key);
  await user.click(screen.getByLabelText('KID, for the checksum', { selector: 'input' }));
  await user.paste(key);
  await user.click(button('Encode the packet'));
  await screen.findByText('This is the packet. Nothing has been sent.');
  expect(engine.asked).toContainEqual({
    name: 'ota.encode',
    input: expect.objectContaining({
      compose: expect.objectContaining({
        keys: { kind: 'typed', algorithm: 'aes', kic: key.replaceAll(' ', ''), kid: key.replaceAll(' ', '') },
        counter: 1,
      }),
    }),
  });
  expect(container.textContent).not.toContain(key);
  expect(JSON.stringify(useOtaStore.getState())).not.toContain('0a 0b');
  act(() => {
    globalThis.location.hash = '#/settings/look';
  });
  await screen.findByRole('heading', { name: 'Settings' });
  act(() => {
    globalThis.location.hash = bench;
  });
  expect(await screen.findByText('The typed keys are gone')).toBeDefined();
  expect(button(send)).toHaveProperty('disabled', true);
});

test('without a key set the page says how keys come in; a locked vault is named', async () => {
  const engine = new FakeEngine({ handlers: { 'keys.list': () => ({ sets: [], cards: [] }) } });
  const { user } = renderApp(bench, engine);
  await user.click(await screen.findByRole('radio', { name: 'Stored' }));
  const link = await screen.findByRole('link', { name: 'Import keys' });
  expect(link.getAttribute('href')).toBe('#/credentials/keys');
});

test('with a locked vault stored keys cannot be chosen', async () => {
  const engine = new FakeEngine();
  await engine.call('vault.lock', {});
  const { user } = renderApp(bench, engine);
  await user.click(await screen.findByRole('radio', { name: 'Stored' }));
  expect(await screen.findByText('The vault is locked')).toBeDefined();
  expect(screen.getByRole('radio', { name: /OTA 2/ })).toHaveProperty('disabled', true);
});

test('a captured packet: what could not be opened and why, then all of it with the keys', async () => {
  const { user, engine } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: /Decode/ }));
  await user.type(screen.getByLabelText('Packet, TPDU or ENVELOPE'), 'D1 55\n82 02');
  await user.click(button('Decode'));
  expect(await screen.findByRole('heading', { name: 'A command packet, not opened' })).toBeDefined();
  expect(screen.getByText('Choose a key set that has KIc.')).toBeDefined();
  expect(engine.asked).toContainEqual({
    name: 'ota.decode',
    input: { parts: ['D155', '8202'], keys: { kind: 'none' } },
  });
  await user.click(screen.getByRole('radio', { name: 'SMS-DELIVER' }));
  expect(screen.getByRole('rowheader', { name: 'TP-PID' })).toBeDefined();
  await user.click(button('Back to what was captured'));
  await user.click(screen.getByRole('radio', { name: 'Typed' }));
  await user.click(screen.getByLabelText('KIc, for ciphering', { selector: 'input' }));
  await user.paste('00'.repeat(16));
  await user.click(button('Decode'));
  expect(await screen.findByRole('heading', { name: 'A command packet, genuine' })).toBeDefined();
});

test('a simulated card is asked for the keys and counters that it alone has, and they are marked', async () => {
  const [set] = keySets;
  if (set === undefined) throw new RangeError('no key set');
  const owner = { by: 'iccid', value: 'simulated 89883070000000099887' } as const;
  const engine = new FakeEngine({
    handlers: { 'keys.list': () => ({ sets: [{ ...set, owner }], cards: [] }) },
  });
  const { user } = renderApp(bench, engine);
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0009 9887/ }));
  await user.click(screen.getByRole('radio', { name: 'Stored' }));
  expect(
    await screen.findByRole('radio', { name: /OTA 2.*ICCID 8988 3070 0000 0009 9887 · Simulator/ }),
  ).toBeDefined();
  expect(engine.asked).toContainEqual({
    name: 'keys.list',
    input: { iccid: '89883070000000099887', simulated: true },
  });
});

test('a chosen card that is taken out of its reader is named while the packet is composed', async () => {
  const { user, engine } = renderApp(bench);
  await user.click(await screen.findByRole('radio', { name: card }));
  act(() =>
    engine.setReaders(readers.map((one) => (one.id === reader.id ? { ...one, state: 'empty' } : one))),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('8988 3070 0000 0001 2345');
});
