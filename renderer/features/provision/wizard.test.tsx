import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { RouteOptionDoc } from '../../../main/contract/plan.ts';
import type { ReaderDoc } from '../../../main/contract/reader.ts';
import { iccid, readers } from '../../testing/documents.ts';
import { FakeEngine, type FakeOptions, refusal } from '../../testing/fake-engine.ts';
import { planFor, receiptFor, summaryOf } from '../../testing/plan-documents.ts';
import { renderApp } from '../../testing/render-app.tsx';

const step = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });

/** Tab until the focus is on something of this name. */
async function tabTo(user: UserEvent, name: RegExp): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    await user.tab();
    const at = document.activeElement;
    const label =
      at?.getAttribute('aria-label') ?? at?.closest('label, button, [class~="field"]')?.textContent ?? '';
    if (at !== document.body && name.test(label)) return;
  }
  expect.fail(`nothing named ${name} can be reached by Tab`);
}

/** Enter after a pause: straight after typing it would be a scanner's. */
async function enter(user: UserEvent): Promise<void> {
  await new Promise((go) => setTimeout(go, 60));
  await user.keyboard('{Enter}');
}

async function toValues(options: FakeOptions = {}) {
  const app = renderApp('#/provision', new FakeEngine(options));
  const { user } = app;
  await step('Which card?');
  await user.click(await screen.findByRole('radio', { name: /8988 3070 0000 0001 2345/ }));
  await user.keyboard('{Enter}');
  await step('Which profile?');
  await user.click(await screen.findByRole('radio', { name: /access-network@1/ }));
  await user.keyboard('{Enter}');
  await step('Which values?');
  await screen.findByLabelText(/Subscription identifier/);
  return app;
}

async function toKey(options: FakeOptions = {}) {
  const app = await toValues(options);
  await app.user.type(screen.getByLabelText(/Subscription identifier/), 'sub-0001');
  await app.user.type(screen.getByLabelText(/Node identifier/), 'node-0001');
  await enter(app.user);
  await step('2 changes');
  await app.user.keyboard('{Enter}');
  await step('Which key?');
  return app;
}

test('the whole way by keyboard alone, with nothing chosen beforehand', { timeout: 20_000 }, async () => {
  const { user, engine } = renderApp('#/provision');
  await step('Which card?');
  await screen.findByText('8988 3070 0000 0001 2345');
  for (const radio of screen.getAllByRole('radio')) expect(radio).toHaveProperty('checked', false);
  await user.keyboard('{Enter}');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Which card?');

  await tabTo(user, /8988 3070 0000 0001 2345/);
  await user.keyboard(' {Enter}');
  await step('Which profile?');
  await screen.findByText('Gateway in an access network');
  await tabTo(user, /access-network@1/);
  await user.keyboard(' {Enter}');
  await step('Which values?');
  await screen.findByLabelText(/Subscription identifier/);
  await tabTo(user, /Subscription identifier/);
  await user.keyboard('sub-0001');
  await tabTo(user, /Node identifier/);
  await user.keyboard('node-0001');
  await enter(user);
  await step('2 changes');
  await user.keyboard('{Enter}');
  await step('Which key?');
  await user.keyboard('12345678');
  await enter(user);
  await step('Verified');
  expect(screen.getByText('Receipt 1')).toBeDefined();
  expect(engine.asked).toContainEqual({
    name: 'plan.apply',
    input: {
      plan: 'plan-1',
      iccid: '89883070000000012345',
      keys: { ADM1: { format: 'digits', value: '12345678' } },
      lastTry: [],
      remember: false,
    },
  });
});

test('Escape goes back and the values are still there', async () => {
  const { user } = await toValues();
  await user.type(screen.getByLabelText(/Subscription identifier/), 'sub-0001');
  await user.keyboard('{Escape}');
  await step('Which profile?');
  await user.keyboard('{Enter}');
  await step('Which values?');
  expect(await screen.findByLabelText(/Subscription identifier/)).toHaveProperty('value', 'sub-0001');
});

test('a missing value stops at its field', async () => {
  const { user } = await toValues();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('“Node identifier” is missing. Type or scan it.')).toBeDefined();
});

/** Keys as a scanner sends them: all at once, then Enter. */
function scan(text: string): void {
  for (const key of [...text.split(''), 'Enter'])
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
}

test('a scanner fills the field that waits, or the one it names, and goes no further', async () => {
  await toValues();
  act(() => scan('sub-4711'));
  expect(screen.getByLabelText(/Subscription identifier/)).toHaveProperty('value', 'sub-4711');
  act(() => scan('mef=mef.example.org'));
  expect(screen.getByLabelText(/Address of the MEF/)).toHaveProperty('value', 'mef.example.org');
  act(() => scan('node-0815'));
  expect(screen.getByLabelText(/Node identifier/)).toHaveProperty('value', 'node-0815');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Which values?');
});

test('the row of this card is offered from a CSV', async () => {
  const { user } = await toValues();
  await user.click(screen.getByRole('tab', { name: 'CSV row' }));
  await user.click(screen.getByLabelText('Paste the CSV text'));
  await user.paste(
    'iccid,subscription,node\n89883070000000099999,sub-x,node-x\n89883070000000012345,sub-9,node-9',
  );
  await user.click(screen.getByRole('button', { name: 'Read the rows' }));
  expect(await screen.findByText('The row of this card, line 3')).toBeDefined();
  expect(screen.queryByText(/node-x/)).toBeDefined();
  await user.click(screen.getByRole('radio', { name: /line 3/ }));
  await user.click(screen.getByRole('button', { name: 'Use this row' }));
  expect(screen.getByLabelText(/Node identifier/)).toHaveProperty('value', 'node-9');
});

test('the plan shows before and after and marks the bytes that change', async () => {
  const { user, container } = await toValues();
  await user.type(screen.getByLabelText(/Subscription identifier/), 'sub-0001');
  await user.type(screen.getByLabelText(/Node identifier/), 'node-0001');
  await enter(user);
  await step('2 changes');
  const [row] = [...container.querySelectorAll('tbody tr')];
  expect(row?.textContent).toContain('not assigned');
  expect(row?.textContent).toContain('sub-0001');
  const [before, after] = [...(row?.querySelectorAll('figure') ?? [])];
  expect(after?.querySelectorAll('mark')).toHaveLength(9);
  expect([...(after?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent.trim()).join('')).toBe(
    '087375622D30303031',
  );
  expect(before?.querySelector('mark')?.textContent.trim()).toBe('00');
});

test('nothing to do is a success', async () => {
  const { user } = await toValues({
    handlers: { 'plan.make': ({ values }) => planFor({ provider: values['provider'] ?? '' }) },
  });
  await user.type(screen.getByLabelText(/Subscription identifier/), 's');
  await user.type(screen.getByLabelText(/Node identifier/), 'n');
  await enter(user);
  expect(await step('Nothing to do')).toBeDefined();
});

test('the last try needs a tick, and the button says what it writes', async () => {
  const keys = [{ name: 'ADM1', reference: '0A', triesLeft: 1, state: 'enabled', stored: false } as const];
  const { user } = await toKey({
    handlers: { 'plan.make': ({ values }) => planFor(values, { keys: [...keys] }) },
  });
  const write = screen.getByRole('button', { name: 'Write 2 files to 8988 3070 0000 0001 2345' });
  await user.type(screen.getByLabelText('ADM1', { selector: 'input' }), '12345678');
  expect(write).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('checkbox', { name: /Use the last try/ }));
  expect(write).toHaveProperty('disabled', false);
});

test('a refused key leads back to the key step with the error, and the key is gone', async () => {
  const { user } = await toKey({
    handlers: {
      'plan.apply': () => {
        throw refusal({
          code: 'pin.wrong',
          kind: 'access',
          what: 'The card refused ADM1.',
          hint: 'Compare the key.',
        });
      },
    },
  });
  await user.keyboard('12345678');
  await enter(user);
  expect((await screen.findByRole('alert')).textContent).toContain('The card refused ADM1.');
  expect(screen.getByLabelText('ADM1', { selector: 'input' })).toHaveProperty('value', '');
});

test('a swapped card stops the write before it begins', async () => {
  const { engine } = await toKey();
  const swapped = readers.map(
    (one): ReaderDoc =>
      one.card !== undefined && one.card.iccid === iccid
        ? { ...one, card: { ...one.card, iccid: '89883070000000055555' } }
        : one,
  );
  act(() => engine.setReaders(swapped));
  expect((await screen.findByRole('alert')).textContent).toContain('8988 3070 0000 0005 5555');
  expect(screen.getByRole('button', { name: /^Write 2 files/ })).toHaveProperty('disabled', true);
});

test('an interrupted write says where it stopped and offers the plan again', async () => {
  const plan = planFor({ subscription: 'sub-0001', node: 'node-0001' });
  const receipt = receiptFor(plan, 5, { result: 'interrupted', readBack: [] });
  const done = receipt.done.map((one, at) => ({
    ...one,
    state: at === 0 ? ('done' as const) : ('unknown' as const),
  }));
  const { user } = await toKey({ handlers: { 'plan.apply': () => ({ ...receipt, done }) } });
  await user.keyboard('12345678');
  await enter(user);
  await step('Interrupted at EF_M2MNID');
  expect(screen.getByText(/Whether EF_M2MNID was written is not known/)).toBeDefined();
  await user.keyboard('{Enter}');
  await step('2 changes');
});

test('stopping asks the engine and the result says so', async () => {
  const { user, engine } = await toKey({ stepMs: 700 });
  await user.keyboard('12345678');
  await enter(user);
  await user.click(await screen.findByRole('button', { name: 'Stop after this file' }));
  await step('Stopped as you asked');
  await waitFor(() => expect(engine.asked.some(({ name }) => name === 'operations.cancel')).toBe(true));
});

const overScp03: RouteOptionDoc = {
  route: 'scp03',
  keySet: { id: 'k3', name: 'SCP03 48' },
  usable: true,
  why: 'The card has these keys, and asks for no other.',
  needs: [],
};
const overPackets: RouteOptionDoc = {
  route: 'scp80',
  keySet: { id: 'k8', name: 'OTA 2' },
  usable: true,
  why: 'The keys are stored; the rules of the card say what packets may change.',
  needs: [],
  envelopes: 5,
  bytes: 580,
};
const plain: RouteOptionDoc = {
  route: 'plain',
  usable: true,
  why: 'The keys it needs have to be given.',
  needs: ['ADM1'],
};
const closed: RouteOptionDoc = {
  route: 'scp02',
  keySet: { id: 'k2', name: 'SCP02 32' },
  usable: false,
  why: 'This way is closed.',
  needs: [],
  problem: {
    code: 'channel.card-cryptogram',
    kind: 'card',
    what: 'The card’s SCP02 cryptogram does not fit the keys.',
    hint: 'Check that the keys belong to this card.',
    details: {},
  },
};

/** A plan that goes over SCP03 unless another route is chosen. */
async function toRoutes(options: FakeOptions = {}) {
  let routes = [overScp03, overPackets, plain, closed];
  const app = await toValues({
    handlers: {
      'plan.make': ({ values }) => planFor(values, { route: 'scp03', keySet: 'k3', routes }),
      'plan.route': ({ route }) => {
        routes = [
          ...routes.filter((one) => one.route === route),
          ...routes.filter((one) => one.route !== route),
        ];
        const [chosen] = routes;
        return planFor(
          { subscription: 'sub-0001', node: 'node-0001' },
          { route, keySet: chosen?.keySet?.id, routes },
        );
      },
      ...options.handlers,
    },
  });
  await app.user.type(screen.getByLabelText(/Subscription identifier/), 'sub-0001');
  await app.user.type(screen.getByLabelText(/Node identifier/), 'node-0001');
  await enter(app.user);
  await step('2 changes');
  return app;
}

test('a route that asks for no key is named with its reason, and is written without a key step', async () => {
  const { user, engine, container } = await toRoutes();
  expect(screen.getByText('SCP03 with key set “SCP03 48”', { selector: 'strong' })).toBeDefined();
  expect(screen.getByText(/asks for no other/, { selector: '.route > p > .route-why' })).toBeDefined();
  const steps = [...container.querySelectorAll('.step-name')].map(({ textContent }) => textContent);
  expect(steps).toEqual(['Card', 'Profile', 'Values', 'Plan', 'Write', 'Result']);
  // Nothing has to be presented for any of the changes.
  expect(container.querySelector('tbody')?.textContent).not.toContain('ADM1');
  expect(screen.getByRole('button', { name: 'Write 2 files to 8988 3070 0000 0001 2345' })).toBeDefined();
  await user.keyboard('{Enter}');
  await step('Verified');
  expect(engine.asked).toContainEqual({
    name: 'plan.apply',
    input: { plan: 'plan-1', iccid, keys: {}, lastTry: [], remember: false },
  });
});

test('another route is chosen among those that are open; a closed one says why', async () => {
  const { user, engine } = await toRoutes();
  await user.click(screen.getByRole('button', { name: '3 other routes' }));
  const radios = screen.getAllByRole('radio');
  expect(radios.map((radio) => radio.closest('label')?.textContent)).toEqual([
    expect.stringMatching(/^Plain commands.*To present: ADM1/),
    expect.stringMatching(/^SCP03 with key set/),
    expect.stringMatching(/^SCP80 with key set.*5 ENVELOPEs, 580 bytes/),
  ]);
  expect(screen.getByText(/SCP02 cryptogram does not fit the keys.*Check that/)).toBeDefined();
  await user.click(radios[2]!);
  await waitFor(() => expect(engine.asked.some(({ name }) => name === 'plan.route')).toBe(true));
  expect(engine.asked.at(-1)).toEqual({
    name: 'plan.route',
    input: { plan: 'plan-1', route: 'scp80', keySet: 'k8' },
  });
  expect(await screen.findByText('SCP80 with key set “OTA 2”', { selector: 'strong' })).toBeDefined();
  // The list stays where it is, and open.
  await user.click(screen.getByRole('radio', { name: /Plain commands/ }));
  await screen.findByText('Plain commands', { selector: 'strong' });
  await user.click(screen.getByRole('button', { name: 'Go on to the key' }));
  await step('Which key?');
});

test('a route that only waits for the vault leads there and back to the same plan', async () => {
  const problem = {
    code: 'vault.locked',
    kind: 'store',
    what: 'The stored keys are locked.',
    hint: 'Open them with the passphrase of this station.',
    details: {},
  } as const;
  const locked: RouteOptionDoc = { ...overScp03, usable: false, problem };
  const { user } = await toRoutes({
    handlers: { 'plan.make': ({ values }) => planFor(values, { route: 'plain', routes: [plain, locked] }) },
  });
  await user.click(screen.getByRole('button', { name: '1 other route' }));
  expect(screen.getByText(/locked\. Open the vault, then make the plan again\./)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'To the vault' }));
  expect(globalThis.location.hash).toBe('#/settings/vault');
  act(() => {
    globalThis.location.hash = '#/provision';
  });
  await step('2 changes');
});

test('a route that the engine refuses is said, and the plan stays on its own', async () => {
  const { user } = await toRoutes({
    handlers: {
      'plan.route': () => {
        throw refusal({
          code: 'route.unusable',
          kind: 'input',
          what: 'This route cannot be used.',
          hint: 'Choose another.',
        });
      },
    },
  });
  await user.click(screen.getByRole('button', { name: '3 other routes' }));
  await user.click(screen.getByRole('radio', { name: /SCP80/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('This route cannot be used.');
  expect(screen.getByText('SCP03 with key set “SCP03 48”', { selector: 'strong' })).toBeDefined();
});

test('keys that the card no longer has lead back to the plan, with what happened and the other routes', async () => {
  const { user } = await toRoutes({
    handlers: {
      'plan.apply': () => {
        throw refusal({
          code: 'channel.refused',
          kind: 'access',
          what: 'The card does not accept the cryptogram.',
          hint: 'Do not try again.',
        });
      },
      'plan.get': () =>
        planFor(
          { subscription: 'sub-0001', node: 'node-0001' },
          { route: 'scp03', keySet: 'k3', routes: [overScp03, plain] },
        ),
    },
  });
  await user.keyboard('{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('does not accept the cryptogram');
  await step('2 changes');
  expect(screen.getByRole('button', { name: '1 other route' })).toBeDefined();
});

test('a write that was stopped has no tick', async () => {
  const plan = planFor({ subscription: 'sub-0001', node: 'node-0001' });
  const receipt = receiptFor(plan, 5, { result: 'stopped', readBack: [], route: 'scp80', keySet: 'OTA 2' });
  const { user, container } = await toKey({ handlers: { 'plan.apply': () => receipt } });
  await user.keyboard('12345678');
  await enter(user);
  await screen.findByText('Receipt 5');
  const write = [...container.querySelectorAll('.step')].find(({ textContent }) =>
    textContent.includes('Write'),
  );
  expect(write?.textContent).toBe('Writestopped');
  expect(screen.getByText('SCP80 with key set “OTA 2”')).toBeDefined();
});

const lost = () =>
  refusal({ code: 'connection.lost', kind: 'network', what: 'The connection was lost.', hint: 'Wait.' });

test('a write whose answer is lost goes on in the engine and its receipt is fetched', async () => {
  const receipt = receiptFor(planFor({}), 7);
  const other = { ...receipt, id: 'other', number: 6, planId: 'another plan' };
  let running = true;
  let operation = '';
  const { user, engine } = await toKey({
    handlers: {
      'plan.apply': (_, id) => {
        operation = id;
        engine.connection.set('offline');
        throw lost();
      },
      'operations.list': () => [
        { id: operation, call: 'plan.apply', state: running ? 'running' : 'done', startedAt: 1 },
      ],
      'receipts.list': () => [summaryOf(other), summaryOf(receipt)],
      'receipts.get': ({ receipt: id }) => (id === other.id ? other : receipt),
    },
  });
  await user.keyboard('12345678');
  await enter(user);
  expect(await screen.findByText(/The write goes on in the engine/)).toBeDefined();
  expect(engine.asked.some(({ name }) => name === 'operations.list')).toBe(false);
  act(() => engine.connection.set('online'));
  await waitFor(() => expect(engine.asked.some(({ name }) => name === 'operations.list')).toBe(true));
  expect(engine.asked.some(({ name }) => name === 'receipts.get')).toBe(false);
  running = false;
  expect(await screen.findByText('Receipt 7', undefined, { timeout: 3000 })).toBeDefined();
  expect(engine.asked.filter(({ name }) => name === 'plan.apply')).toHaveLength(1);
});

test('a lost write that the engine knows nothing of is not called written', async () => {
  const { user } = await toKey({
    handlers: {
      'plan.apply': () => {
        throw lost();
      },
      'operations.list': () => [],
      'receipts.list': () => [],
    },
  });
  await user.keyboard('12345678');
  await enter(user);
  await step('How it ended is not known');
});

test('a window that was reloaded while a card is written finds its write again', async () => {
  const plan = planFor({});
  const receipt = receiptFor(plan, 7);
  const kept = 'cardwright.write';
  let running = true;
  sessionStorage.setItem(kept, JSON.stringify({ plan: plan.id, operation: 'the write' }));
  const engine = new FakeEngine({
    handlers: {
      'plan.get': () => ({ ...plan, state: running ? 'applying' : 'applied' }),
      'operations.list': () => [
        { id: 'the write', call: 'plan.apply', state: running ? 'running' : 'done', startedAt: 1 },
      ],
      'receipts.list': () => [summaryOf(receipt)],
      'receipts.get': () => receipt,
    },
  });
  renderApp('#/provision', engine);
  expect(await screen.findByRole('button', { name: 'Stop after this file' })).toBeDefined();
  // Nothing else can be begun in this wizard meanwhile, and nothing is written twice.
  running = false;
  expect(await screen.findByText('Receipt 7', undefined, { timeout: 3000 })).toBeDefined();
  expect(engine.asked.some(({ name }) => name === 'plan.apply')).toBe(false);
  expect(sessionStorage.getItem(kept)).toBeNull();
});

test('a write is kept with the window only while it runs', async () => {
  const seen: (string | null)[] = [];
  const { user } = await toKey({
    handlers: {
      'plan.apply': () => {
        seen.push(sessionStorage.getItem('cardwright.write'));
        return receiptFor(planFor({}), 7);
      },
    },
  });
  await user.keyboard('12345678');
  await enter(user);
  expect(await screen.findByText('Receipt 7')).toBeDefined();
  expect(seen).toEqual([expect.stringMatching(/^{"plan":"[^"]+","operation":"[^"]+"}$/)]);
  expect(seen[0]).not.toContain('12345678');
  expect(sessionStorage.getItem('cardwright.write')).toBeNull();
});

test.each(['no JSON', '{}'])('a window with %s instead of a write begins as any other', async (text) => {
  sessionStorage.setItem('cardwright.write', text);
  renderApp('#/provision');
  await step('Which card?');
  sessionStorage.clear();
});

test('Enter on one of the routes does not write: it chooses nothing and begins nothing', async () => {
  const { user, engine } = await toRoutes();
  await user.click(screen.getByRole('button', { name: '3 other routes' }));
  await user.click(screen.getByRole('radio', { name: /SCP80/ }));
  await screen.findByText('SCP80 with key set “OTA 2”', { selector: 'strong' });
  expect(document.activeElement?.getAttribute('type')).toBe('radio');
  await enter(user);
  expect(engine.asked.some(({ name }) => name === 'plan.apply')).toBe(false);
  await step('2 changes');
});
