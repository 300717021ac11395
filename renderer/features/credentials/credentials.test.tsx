import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { readers } from '../../testing/documents.ts';
import { FakeEngine, refusal } from '../../testing/fake-engine.ts';
import { answerText, credentials } from '../../testing/gba-documents.ts';
import { counterUsedUp, importOf, keySets } from '../../testing/keys-documents.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { formatOf } from './key-file.ts';
import { ownersOf, readersOf } from './key-owners.ts';
import { counterOf } from './raise-counter.tsx';

const gateways = '#/credentials/gateways';
const cardKeys = '#/credentials/keys';
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const inputOf = (engine: FakeEngine, name: string): unknown =>
  engine.asked.findLast((call) => call.name === name)?.input;

test('each credential says how long it is valid, by sign, word and time', async () => {
  renderApp(gateways);
  const table = await screen.findByRole('table', { name: 'Credentials of gateways' });
  const row = within(table).getByRole('row', { name: /Gateway North 7/ });
  expect(row.textContent).toContain('Valid');
  expect(row.textContent).toMatch(/5 days, 23 hours left/);
  expect(within(table).getByRole('row', { name: /Pumping station/ }).textContent).toContain('Expires soon');
  expect(within(table).getByRole('row', { name: /Depot/ }).textContent).toMatch(/Expired.*since/);
});

test('a credential is forgotten only after a question, and only that one', async () => {
  const { user, engine } = renderApp(gateways);
  await user.click(await screen.findByRole('button', { name: 'Forget: Pumping station 12' }));
  const dialog = await screen.findByRole('dialog', { name: 'Forget the key of Pumping station 12?' });
  expect(inputOf(engine, 'credentials.forget')).toBeUndefined();
  await user.click(within(dialog).getByRole('button', { name: 'Forget this key' }));
  await waitFor(() => expect(screen.queryByText('Pumping station 12')).toBeNull());
  expect(inputOf(engine, 'credentials.forget')).toEqual({ credential: 'credential-2' });
  expect(screen.getByText('Gateway North 7')).toBeDefined();
});

test('a key leaves only sealed to the public key that was given', async () => {
  const { user, engine } = renderApp(gateways);
  await user.click(await screen.findByRole('button', { name: 'Hand over, sealed: Gateway North 7' }));
  await user.click(await screen.findByLabelText('Public key of the recipient (JWK)'));
  await user.paste('{"kty":"EC"}');
  await user.click(screen.getByRole('button', { name: 'Seal it' }));
  expect(await screen.findByText('The key is sealed')).toBeDefined();
  expect(inputOf(engine, 'credentials.export')).toEqual({
    credential: 'credential-1',
    recipient: '{"kty":"EC"}',
  });
  expect(document.body.textContent).not.toContain(answerText);
});

test('a server that refuses is told with its reason', async () => {
  const engine = new FakeEngine({
    handlers: {
      'credentials.test': () => ({
        connected: false,
        error: {
          code: 'psk.refused',
          kind: 'network',
          what: 'The server does not know the B-TID.',
          hint: 'Bootstrap again.',
          details: {},
        },
      }),
    },
  });
  const { user } = renderApp(gateways, engine);
  await user.click(await screen.findByRole('button', { name: 'Test the connection: Gateway North 7' }));
  const dialog = await screen.findByRole('dialog');
  await user.clear(within(dialog).getByLabelText('Port'));
  await user.type(within(dialog).getByLabelText('Port'), '8443');
  await user.keyboard('{Enter}');
  expect(await within(dialog).findByText('The server does not know the B-TID.')).toBeDefined();
  expect(inputOf(engine, 'credentials.test')).toEqual({
    credential: 'credential-1',
    naf: { host: 'maf.sp.example.com', port: 8443 },
    network: {},
  });
});

test('while the vault is locked names are seen, nothing is used, and it is opened in place', async () => {
  const engine = new FakeEngine();
  await engine.call('vault.lock', {});
  const { user } = renderApp(gateways, engine);
  const use = await screen.findByRole('button', { name: 'Test the connection: Gateway North 7' });
  expect(use).toHaveProperty('disabled', true);
  await user.type(screen.getByLabelText('Passphrase'), 'correct horse{Enter}');
  await waitFor(() => expect(use).toHaveProperty('disabled', false));
});

test('without any credential the page says how one comes about', async () => {
  const engine = new FakeEngine({ handlers: { 'credentials.list': () => [] } });
  renderApp(gateways, engine);
  expect(await screen.findByText('No gateway has a key yet')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Bootstrap a card' })).toBeDefined();
});

test('a list that cannot be read says why', async () => {
  const engine = new FakeEngine({
    handlers: {
      'credentials.list': () => {
        throw refusal({
          code: 'store.unreadable',
          kind: 'store',
          what: 'The store is broken.',
          hint: 'Look.',
        });
      },
    },
  });
  renderApp(gateways, engine);
  expect((await screen.findByRole('alert')).textContent).toContain('The store is broken.');
  expect(credentials).toHaveLength(3);
});

test('key sets are shown by whose they are, with why one cannot be used', async () => {
  const engine = new FakeEngine({
    handlers: {
      'keys.list': () => ({
        sets: keySets.map((set) => (set.id === 'set-1' ? { ...set, problem: counterUsedUp } : set)),
        cards: [],
      }),
    },
  });
  renderApp(cardKeys, engine);
  const card = await screen.findByRole('region', { name: 'Card 8988 3070 0000 0001 2345' });
  expect(within(card).getByRole('row', { name: /OTA 2/ }).textContent).toContain(
    'The counter of OTA 2 has come to its end',
  );
  const all = screen.getByRole('region', { name: 'All cards that begin with 8988 307' });
  expect(within(all).getByRole('row', { name: /OTA 1/ }).textContent).toContain('each card’s own by VISA2');
});

test('a check asks the card in the reader where exactly one fits, and says what it said', async () => {
  const { user, engine } = renderApp(cardKeys);
  await user.click(await screen.findByRole('button', { name: 'Check: SCP03 48' }));
  expect(await screen.findByText('Has the same keys')).toBeDefined();
  expect(inputOf(engine, 'keys.check')).toEqual({ set: 'set-2', reader: 'HID Omnikey 3121 00 00' });
  await user.click(screen.getByRole('button', { name: 'Close' }));
  // Two cards of this IIN are there: neither is taken for the other.
  await user.click(screen.getByRole('button', { name: 'Check: OTA 1' }));
  expect(await screen.findByText(/not asked/)).toBeDefined();
  expect(inputOf(engine, 'keys.check')).toEqual({ set: 'set-3' });
});

test('a counter can be raised and never lowered', async () => {
  const { user, engine } = renderApp(cardKeys);
  await user.click(await screen.findByRole('button', { name: 'Raise counter: OTA 2' }));
  const dialog = await screen.findByRole('dialog');
  const field = within(dialog).getByLabelText('The last counter that was used');
  await within(dialog).findByText(/Known here: 4,711/);
  await user.type(field, '4711');
  expect(within(dialog).getByText('It must be higher than the one known here.')).toBeDefined();
  await user.clear(field);
  await user.type(field, '0x1300{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(inputOf(engine, 'keys.raiseCounter')).toEqual({
    set: 'set-1',
    iccid: '89883070000000012345',
    simulated: false,
    counter: 0x1300,
  });
});

const secret = 'iccid,adm1\n89883070000000012345,SECRETVALUE\n';

async function toTrial(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Import keys' }));
  await heading('Which file of keys?');
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new RangeError('no field for a file');
  await user.upload(input, new File([secret], 'delivery.csv', { type: 'text/csv' }));
  await screen.findByText('delivery.csv');
  await user.click(screen.getByRole('button', { name: 'Try it out' }));
}

test('a file is tried out first; a refused entry leaves the whole file unless the rest is wanted', async () => {
  const { user, engine } = renderApp(cardKeys);
  await toTrial(user);
  await heading('Nothing would be taken');
  expect(inputOf(engine, 'keys.import')).toMatchObject({ trial: true, partial: false, content: secret });
  expect(screen.getByText(/The check value of KID does not fit its key/)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Nothing to take' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox', { name: /Take the cards that are in order/ }));
  await heading('4 keys of 3 cards would be taken');
  await user.click(screen.getByRole('button', { name: 'Take 4 keys of 3 cards' }));
  await heading('4 keys of 3 cards are in the vault');
  expect(inputOf(engine, 'keys.import')).toEqual({
    format: 'csv',
    content: secret,
    partial: true,
    replace: false,
  });
  expect(document.body.textContent).not.toContain('SECRETVALUE');
  await user.click(screen.getByRole('button', { name: 'Go to the card keys' }));
  expect(document.activeElement).toBe(await heading('Credentials'));
});

test('what the file leaves open is asked where it matters', async () => {
  const unclear = importOf(false, false);
  const engine = new FakeEngine({
    handlers: {
      'keys.import': ({ algorithm }) =>
        algorithm === undefined
          ? {
              ...unclear,
              items: unclear.items.map((item) =>
                item.error === undefined
                  ? item
                  : { ...item, error: { ...item.error, code: 'keys.algorithm-missing' } },
              ),
            }
          : { stored: false, owners: 1, taken: 1, refused: 0, items: [{ row: 2, outcome: 'taken' }] },
    },
  });
  const { user } = renderApp(cardKeys, engine);
  await toTrial(user);
  await user.selectOptions(await screen.findByLabelText('OTA keys are'), 'AES');
  await heading('1 key of 1 card would be taken');
});

test('a file is known by what is in it, not by its name', () => {
  expect(formatOf('iccid,adm1\n')).toBe('csv');
  expect(formatOf(' {"format":"cardwright-keys"}')).toBe('json');
  expect(formatOf('{"protected":"x","ciphertext":"y"}')).toBe('jwe');
  expect(formatOf('eyJhbGciOiJFQ0RILUVTIn0.abc.def.ghi.jkl')).toBe('jwe');
});

test('counters are decimal or hexadecimal and fit into five bytes', () => {
  expect(counterOf('1 000')).toBe(1000);
  expect(counterOf('0xFF')).toBe(255);
  expect(counterOf('1099511627775')).toBe(0xff_ffff_ffff);
  expect(counterOf('1099511627776')).toBeUndefined();
  expect(counterOf('-1')).toBeUndefined();
  expect(counterOf('1e3')).toBeUndefined();
});

test('keys belong to a card, or to all cards of an IIN', () => {
  const owners = ownersOf(keySets, [{ iccid: '8901', names: ['ADM1'] }]);
  expect(owners.map(({ id }) => id)).toEqual(['iccid 89883070000000012345', 'iin 8988307', 'iccid 8901']);
  expect(owners.at(-1)).toMatchObject({ sets: [], names: ['ADM1'] });
  expect(readersOf({ by: 'iin', value: '8988307' }, readers)).toHaveLength(2);
  expect(readersOf({ by: 'eid', value: '8988307' }, readers)).toEqual([]);
});
