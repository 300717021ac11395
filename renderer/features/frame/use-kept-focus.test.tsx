import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';

test('the focus goes to the title when a page is left by a button of it', async () => {
  const { user } = renderApp('#/cards');
  const [open] = await screen.findAllByRole('button', { name: /^Open card/ });
  open?.focus();
  await user.keyboard('{Enter}');
  await screen.findByText('EF_IMSI');
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
});
