import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { readers } from '../../testing/documents.ts';
import { FakeEngine, type FakeOptions, refusal } from '../../testing/fake-engine.ts';
import { answerText, bTid, labNetwork, notReady, readiness } from '../../testing/gba-documents.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { useCarried } from './carried.ts';
import { emptyTarget } from './enrol-drafts.ts';

const real = '8988 3070 0000 0001 2345';
const simulated = '8988 3070 0000 0009 9887';
const step = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const field = (name: string | RegExp) => screen.getByLabelText(name, { selector: 'input' });
const inputOf = (engine: FakeEngine, name: string): unknown =>
  engine.asked.findLast((call) => call.name === name)?.input;

beforeEach(() => useCarried.setState({ list: [] }));

/** Enter after a pause: straight after typing it would be a scanner's. */
async function enter(user: UserEvent): Promise<void> {
  await new Promise((go) => setTimeout(go, 60));
  await user.keyboard('{Enter}');
}

async function toOperator(options: FakeOptions = {}, card = real) {
  const app = renderApp('#/enrol', new FakeEngine(options));
  await step('Which card?');
  await app.user.click(await screen.findByRole('radio', { name: new RegExp(card) }));
  await app.user.keyboard('{Enter}');
  await step(/This card can be bootstrapped/);
  await app.user.keyboard('{Enter}');
  await step('How does this card reach its operator?');
  return app;
}

async function toTarget(options: FakeOptions = {}, card = real) {
  const app = await toOperator(options, card);
  await app.user.keyboard('{Enter}');
  await step('What is the key for?');
  return app;
}

async function sayTarget(user: UserEvent): Promise<void> {
  await user.type(field('Name of the gateway'), 'Gateway North 7');
  await user.type(field('Name of the MAF'), 'maf.sp.example.com');
}

test('from the card to the credential by keyboard alone, with nothing chosen beforehand', async () => {
  const { user, engine } = renderApp('#/enrol');
  await step('Which card?');
  await screen.findByText(real);
  for (const radio of screen.getAllByRole('radio')) expect(radio).toHaveProperty('checked', false);
  await user.keyboard('{Enter}');
  await step('Which card?');
  // From the heading into the page.
  for (let tabs = 0; tabs < 20 && document.activeElement?.getAttribute('type') !== 'radio'; tabs++)
    await user.tab();
  await user.keyboard(' {Enter}');
  await step('This card can be bootstrapped');
  await user.keyboard('{Enter}');
  await step('How does this card reach its operator?');
  await user.keyboard('{Enter}');
  await step('What is the key for?');
  await waitFor(() => expect(document.activeElement).toBe(field('Name of the gateway')));
  await user.keyboard('Gateway North 7');
  await user.tab();
  await user.keyboard('maf.sp.example.com');
  await enter(user);
  await step('The gateway has its key, and the server accepts it');
  expect(inputOf(engine, 'gba.bootstrap')).toEqual({
    reader: 'HID Omnikey 3121 00 00',
    iccid: '89883070000000012345',
    application: 'usim',
    network: {},
    reuse: true,
    target: { kind: 'maf', fqdn: 'maf.sp.example.com' },
    uaProtocol: 'tls-psk',
    for: { gateway: 'Gateway North 7' },
  });
  expect(screen.getAllByText(bTid).length).toBeGreaterThan(0);
  expect(screen.getByText(/for 6 days, 23 hours, until/)).toBeDefined();
});

test('the identity is masked until asked for, in the check and in the exchange', async () => {
  const { user } = await toTarget();
  await user.keyboard('{Escape}{Escape}');
  await step('This card can be bootstrapped');
  expect(screen.getByText('26201 ••••••••••@ims.mnc001.mcc262.3gppnetwork.org')).toBeDefined();
  await user.keyboard('{Enter}');
  await step('How does this card reach its operator?');
  await user.keyboard('{Enter}');
  await step('What is the key for?');
  await sayTarget(user);
  await enter(user);
  await step(/The gateway has its key/);
  await user.click(screen.getByRole('button', { name: 'The exchange' }));
  await user.click(screen.getByRole('button', { name: /This station to BSF.*GET with the identity/ }));
  expect(screen.getByText('26201 ••••••••••@ims.mnc001.mcc262.3gppnetwork.org')).toBeDefined();
  expect(document.body.textContent).not.toContain('262010000012345');
});

test('each arrow is said as it happens, and is an item that opens to its content', async () => {
  const { user } = await toTarget({ stepMs: 60 });
  await sayTarget(user);
  await enter(user);
  await screen.findByText('This station to Card: AUTHENTICATE with RAND and AUTN');
  expect(screen.getByText('Bootstrapping 8988 3070 0000 0001 2345')).toBeDefined();
  await step(/The gateway has its key/);
  await user.click(screen.getByRole('button', { name: 'The exchange' }));
  const chart = screen.getByRole('figure', { name: 'Message sequence' });
  expect(within(chart).getAllByRole('listitem')).toHaveLength(11);
  await user.click(
    within(chart).getByRole('button', {
      name: /^3\. This station to Card, after [\d.]+ m?s: ?AUTHENTICATE with RAND and AUTN/,
    }),
  );
  expect(within(chart).getAllByText('23553cbe9637a89d218ae64dae47bf35').length).toBeGreaterThan(0);
});

test('a card that cannot be bootstrapped says why and goes no further', async () => {
  const [obstacle] = notReady.obstacles;
  const { user, engine } = renderApp(
    '#/enrol',
    new FakeEngine({
      handlers: {
        'gba.readiness': () => ({
          ...notReady,
          obstacles: [{ ...obstacle!, code: 'gba.no-identity', what: 'The card has no identity for GBA.' }],
        }),
      },
    }),
  );
  await user.click(await screen.findByRole('radio', { name: new RegExp(real) }));
  await user.keyboard('{Enter}');
  await step('This card cannot be bootstrapped yet');
  expect(screen.getByText('The card has no identity for GBA.')).toBeDefined();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(engine.asked.filter(({ name }) => name === 'gba.readiness')).toHaveLength(2));
  await step('This card cannot be bootstrapped yet');
});

const wantsPin = { 'gba.readiness': () => notReady };

test('the PIN is asked for right before the card is, and is sent once', async () => {
  const { user, engine } = await toTarget({ handlers: wantsPin });
  await sayTarget(user);
  await enter(user);
  await step('PIN1 of the card');
  expect(screen.getByText('2 tries left')).toBeDefined();
  await user.keyboard('1234');
  await enter(user);
  await step(/The gateway has its key/);
  expect(inputOf(engine, 'gba.bootstrap')).toMatchObject({ pin: { format: 'digits', value: '1234' } });
  expect(document.body.textContent).not.toContain('1234 ');
});

test('the last try of the PIN needs a tick', async () => {
  const { user } = await toTarget({
    handlers: { 'gba.readiness': () => ({ ...notReady, pin: { ...notReady.pin, triesLeft: 1 } }) },
  });
  await sayTarget(user);
  await enter(user);
  await step('PIN1 of the card');
  await user.keyboard('1234');
  expect(screen.getByRole('button', { name: 'Present it and bootstrap' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox'));
  expect(screen.getByRole('button', { name: 'Present it and bootstrap' })).toHaveProperty('disabled', false);
});

test('who refused, what it means and what to do; back to change it, or once more', async () => {
  let times = 0;
  const { user } = await toTarget({
    handlers: {
      'gba.bootstrap': () => {
        times++;
        throw refusal({
          code: 'gba.web-page',
          kind: 'network',
          what: 'A web page came instead of the answer of the bootstrapping server.',
          hint: 'Check the proxy and the address of the server.',
        });
      },
    },
  });
  await sayTarget(user);
  await enter(user);
  await step('Not bootstrapped');
  expect(screen.getByRole('alert').textContent).toContain('Check the proxy');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(times).toBe(2));
  await step('Not bootstrapped');
  await user.keyboard('{Escape}');
  await step('How does this card reach its operator?');
});

test('for a simulated card the lab is offered first, with its servers filled in and its faults by name', async () => {
  const { user, engine } = await toOperator({}, simulated);
  expect(screen.getByRole('radio', { name: /In the lab network/ })).toHaveProperty('checked', true);
  await user.selectOptions(
    await screen.findByLabelText('What goes wrong on purpose'),
    'BSF: a web page instead of an answer',
  );
  expect(engine.asked).toContainEqual({
    name: 'lab.network',
    input: { running: true, fault: 'bsf-html' },
  });
  await user.click(screen.getByRole('button', { name: 'Go on to the target' }));
  await step('What is the key for?');
  await user.type(field('Name of the gateway'), 'Lab gateway');
  await enter(user);
  await step(/The gateway has its key/);
  expect(inputOf(engine, 'gba.bootstrap')).toMatchObject({
    network: { bsf: { url: 'http://127.0.0.1:40123/' }, ca: labNetwork.ca, proxy: '' },
    target: { kind: 'maf', fqdn: 'naf.lab.example' },
    suite: 'PSK-AES128-CBC-SHA256',
    naf: { host: '127.0.0.1', port: 40_124 },
  });
});

test('no lab for a real card', async () => {
  await toOperator();
  expect(screen.queryByRole('radio', { name: /lab network/ })).toBeNull();
  expect(screen.getByRole('radio', { name: /address that follows from the card/ })).toHaveProperty(
    'checked',
    true,
  );
});

test('a named BSF needs a full name; what is typed wrongly is said', async () => {
  const { user } = await toOperator();
  await user.click(screen.getByRole('radio', { name: /an address I give/ }));
  await user.type(field('Name of the BSF'), 'bsf..example');
  expect(screen.getByText('Give a full name such as bsf.example.com.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Go on to the target' })).toHaveProperty('disabled', true);
});

test('the card that is taken out stops the job before it begins', async () => {
  const { user, engine } = await toTarget();
  await sayTarget(user);
  act(() => engine.setReaders(readers.filter(({ id }) => id !== readiness.reader)));
  expect(await screen.findByText(/is not in/)).toBeDefined();
  expect(screen.getByRole('button', { name: /^Bootstrap 8988/ })).toHaveProperty('disabled', true);
});

test('the vault is opened in place, and nothing goes on before', async () => {
  const engine = new FakeEngine();
  await engine.call('vault.lock', {});
  const { user } = renderApp('#/enrol', engine);
  await user.click(await screen.findByRole('radio', { name: new RegExp(real) }));
  await user.keyboard('{Enter}');
  await step('This card can be bootstrapped');
  await user.keyboard('{Enter}');
  await step('How does this card reach its operator?');
  await user.keyboard('{Enter}');
  await step('What is the key for?');
  await sayTarget(user);
  expect(screen.getByRole('button', { name: /^Bootstrap 8988/ })).toHaveProperty('disabled', true);
  await user.type(screen.getByLabelText('Passphrase'), 'correct horse');
  await enter(user);
  await waitFor(() => expect(screen.queryByText('The vault is locked')).toBeNull());
  expect(screen.getByRole('button', { name: /^Bootstrap 8988/ })).toHaveProperty('disabled', false);
});

/** Keys as a scanner sends them: all at once, then Enter. */
function scan(text: string): void {
  for (const key of [...text.split(''), 'Enter'])
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
}

async function toAnswer() {
  const app = await toOperator();
  await app.user.click(screen.getByRole('radio', { name: /Without a network/ }));
  await app.user.keyboard('{Enter}');
  await step('What is the key for?');
  await sayTarget(app.user);
  await enter(app.user);
  await step('Bring in the operator’s challenge');
  act(() => scan('{"format":"gba-challenge"}'));
  expect(screen.getByLabelText('Challenge')).toHaveProperty('value', '{"format":"gba-challenge"}');
  await app.user.click(screen.getByRole('button', { name: 'Give it to the card' }));
  await step('Carry the answer to the operator');
  return app;
}

test('without a network: the challenge is scanned, the answer is a code, the completion makes the credential', async () => {
  const { user, engine } = await toAnswer();
  expect(inputOf(engine, 'gba.offlineAnswer')).toEqual({
    reader: 'HID Omnikey 3121 00 00',
    iccid: '89883070000000012345',
    challenge: '{"format":"gba-challenge"}',
  });
  expect(screen.getByRole('figure', { name: 'Answer of the card as a QR code' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'The answer as text' }));
  expect(screen.getByText(answerText)).toBeDefined();
  expect(useCarried.getState().list).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Bring in the completion' }));
  await step('Bring in the operator’s completion');
  await user.click(screen.getByLabelText('Completion'));
  await user.paste('{"format":"gba-completion"}');
  await user.click(screen.getByRole('button', { name: 'Keep the credential' }));
  await step('The gateway has its key');
  expect(inputOf(engine, 'gba.offlineComplete')).toMatchObject({
    pending: 'pending-1',
    completion: '{"format":"gba-completion"}',
    for: { gateway: 'Gateway North 7' },
  });
  expect(useCarried.getState().list).toEqual([]);
});

test('an awaited completion is taken up again days later, without the card', async () => {
  const { user, engine, unmount } = await toAnswer();
  unmount();
  const again = renderApp('#/enrol', engine);
  expect(await screen.findByText('An answer was carried to the operator')).toBeDefined();
  act(() => engine.setReaders([]));
  await again.user.click(screen.getByRole('button', { name: 'Bring in the completion' }));
  await step('Bring in the operator’s completion');
  await user.click(screen.getByLabelText('Completion'));
  await user.paste('{"format":"gba-completion"}');
  await user.click(screen.getByRole('button', { name: 'Keep the credential' }));
  await step('The gateway has its key');
  expect(inputOf(engine, 'gba.offlineComplete')).toMatchObject({
    pending: 'pending-1',
    target: { kind: 'maf', fqdn: 'maf.sp.example.com' },
  });
});

test('a card that asks to resynchronise wants another challenge', async () => {
  const { user } = await toOperator({
    handlers: {
      'gba.offlineAnswer': () => ({ outcome: 'resynchronise', impi: 'x@y', document: '{"auts":"AAAA"}' }),
    },
  });
  await user.click(screen.getByRole('radio', { name: /Without a network/ }));
  await user.keyboard('{Enter}');
  await step('What is the key for?');
  await sayTarget(user);
  await enter(user);
  await step('Bring in the operator’s challenge');
  await user.click(screen.getByLabelText('Challenge'));
  await user.paste('{"format":"gba-challenge"}');
  await user.click(screen.getByRole('button', { name: 'Give it to the card' }));
  expect(await screen.findByText('The card asks for another challenge')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Bring in the next challenge' }));
  await step('Bring in the operator’s challenge');
  expect(screen.getByLabelText('Challenge')).toHaveProperty('value', '');
});

test('a key for a CSE of a field node hangs from the name of its infrastructure node', async () => {
  const { user, engine } = await toTarget();
  await user.type(field('Name of the gateway'), 'Gateway North 7');
  await user.click(screen.getByRole('radio', { name: /a CSE/ }));
  await user.type(field('CSE-ID of that CSE'), '/mn-cse');
  await user.selectOptions(screen.getByLabelText('Its name in the DNS'), 'below an infrastructure node');
  await user.type(field('Public domain name of the infrastructure node'), 'in.sp.example.com');
  await enter(user);
  await step(/The gateway has its key/);
  expect(inputOf(engine, 'gba.bootstrap')).toMatchObject({
    target: { kind: 'cse', cseId: '/mn-cse', infrastructureName: 'in.sp.example.com' },
  });
});

const awaited = {
  pending: '5b0c',
  iccid: '89883070000000012345',
  target: { ...emptyTarget, gateway: 'Gateway North 7' },
  at: 1_700_000_000_000,
};

test('an awaited answer that is dropped is forgotten by the engine, too', async () => {
  useCarried.setState({ list: [awaited] });
  const { user, engine } = renderApp('#/enrol');
  await user.click(await screen.findByRole('button', { name: 'Do not wait any more' }));
  await waitFor(() => expect(useCarried.getState().list).toEqual([]));
  expect(inputOf(engine, 'gba.offlineForget')).toEqual({ pending: '5b0c' });
});

test('an awaited answer stays where the engine cannot forget it, unless it is gone already', async () => {
  const refusalOf = (code: string) =>
    refusal({ code, kind: 'store', what: 'It could not be forgotten.', hint: 'Try again.' });
  const refusals = [refusalOf('store.busy'), refusalOf('gba.pending-unknown')];
  const forget = () => {
    throw refusals.shift()!;
  };
  useCarried.setState({ list: [awaited] });
  const { user } = renderApp('#/enrol', new FakeEngine({ handlers: { 'gba.offlineForget': forget } }));
  await user.click(await screen.findByRole('button', { name: 'Do not wait any more' }));
  await screen.findByRole('alert');
  expect(useCarried.getState().list).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Do not wait any more' }));
  await waitFor(() => expect(useCarried.getState().list).toEqual([]));
});

test('a card page leads to the check of that card, and nothing but reading is done with it', async () => {
  const { user, engine } = renderApp('#/cards/HID%20Omnikey%203121%2000%2000');
  await user.click(await screen.findByRole('button', { name: 'Bootstrap by GBA' }));
  await step('This card can be bootstrapped');
  expect(inputOf(engine, 'gba.readiness')).toEqual({ reader: 'HID Omnikey 3121 00 00' });
  expect(engine.asked.some(({ name }) => name === 'gba.bootstrap' || name === 'lab.network')).toBe(false);
});

test('the command palette leads there, too, but never away from an exchange that runs', async () => {
  const { user, engine } = await toTarget({ stepMs: 400 });
  await sayTarget(user);
  await enter(user);
  await screen.findByText(/^Bootstrapping 8988/);
  await user.keyboard('{Control>}k{/Control}');
  const offered = await screen.findByRole('menuitem', { name: `Bootstrap card ${real} by GBA` });
  // A card without USIM and ISIM has no key to bootstrap with.
  expect(screen.queryByRole('menuitem', { name: `Bootstrap card ${simulated} by GBA` })).toBeNull();
  await user.click(offered);
  await screen.findByText(/^Bootstrapping 8988/);
  expect(engine.asked.filter(({ name }) => name === 'gba.readiness')).toHaveLength(1);
});
