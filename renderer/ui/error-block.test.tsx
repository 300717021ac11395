import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { refusal } from '../testing/fake-engine.ts';
import { ErrorBlock } from './error-block.tsx';

const error = refusal({
  code: 'pin.wrong',
  kind: 'access',
  what: 'The card refused ADM1.',
  meaning: 'One try was used; two are left.',
  hint: 'Compare the key with the work order.',
  clause: 'ETSI TS 102 221 11.1.9',
  details: { sw: '63C2' },
});

test('an error has its four parts and its details can be copied', async () => {
  const user = userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  render(<ErrorBlock error={error} />);
  const alert = screen.getByRole('alert');
  for (const text of [
    'The card refused ADM1.',
    'One try was used; two are left.',
    'Compare the key with the work order.',
  ])
    expect(alert.textContent).toContain(text);
  await user.click(screen.getByRole('button', { name: 'Details' }));
  await user.click(screen.getByRole('button', { name: 'Copy details' }));
  const copied = write.mock.calls[0]?.[0] ?? '';
  for (const part of ['pin.wrong', '63C2', 'ETSI TS 102 221 11.1.9']) expect(copied).toContain(part);
});

test('a defect of ours is not shown raw', () => {
  render(<ErrorBlock error={new TypeError('x is undefined')} />);
  expect(screen.getByText('This screen came to a state it does not know.')).toBeDefined();
  // The raw words are among the details only, which are folded.
  expect(screen.getByText(/undefined/).closest('[hidden]')).not.toBeNull();
});
