import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { iccid } from '../../testing/documents.ts';
import { FakeEngine, refusal } from '../../testing/fake-engine.ts';
import { renderApp } from '../../testing/render-app.tsx';

const vault = '#/settings/vault';

test('a wrong passphrase is told and the vault stays closed', async () => {
  const engine = new FakeEngine({
    handlers: {
      'vault.open': () => {
        throw refusal({
          code: 'vault.wrong-passphrase',
          kind: 'store',
          what: 'This is not the passphrase of this station.',
          hint: 'Type it again; capitals count.',
        });
      },
    },
  });
  await engine.call('vault.lock', {});
  const { user } = renderApp(vault, engine);
  await user.type(await screen.findByLabelText('Passphrase'), 'not the one');
  await user.click(screen.getByRole('button', { name: 'Open the vault' }));
  expect((await screen.findByRole('alert')).textContent).toContain('This is not the passphrase');
  expect(screen.getByText('Locked')).toBeDefined();
});

test('the key of a card that is in a reader is stored, and does not stay on the screen', async () => {
  const engine = new FakeEngine();
  await engine.call('vault.open', { passphrase: 'correct horse' });
  const { user } = renderApp(vault, engine);
  const [take] = await screen.findAllByRole('button', { name: /Take the card in .*8988 3070/ });
  if (take === undefined) throw new RangeError('no card is offered');
  await user.click(take);
  await user.type(screen.getByLabelText('Value', { selector: 'input' }), '12345678');
  await user.click(screen.getByRole('button', { name: 'Store this key' }));
  expect(await screen.findByText('The key is in the vault.')).toBeDefined();
  expect(engine.asked).toContainEqual({
    name: 'vault.putAdm',
    input: { iccid, key: 'ADM1', value: { format: 'digits', value: '12345678' } },
  });
  expect(screen.getByLabelText('Value', { selector: 'input' })).toHaveProperty('value', '');
});
