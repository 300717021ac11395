import { expect, test } from 'vitest';
import { diagnose } from '../../native/diagnosis/diagnose.ts';
import { withPcscd } from '../support/pcscd.ts';

test('a machine with a running pcscd and two readers', async () => {
  await withPcscd(2, async () => {
    const [service, permission] = await diagnose();
    expect(service).toEqual({
      check: 'Smart card service',
      result: 'good',
      what: 'pcscd runs and knows 2 readers.',
    });
    expect(permission).toMatchObject({ check: 'Permission', result: 'good' });
  });
});

test('the same machine when pcscd was stopped', async () => {
  await withPcscd(1, async (pcscd) => {
    await pcscd.stop();
    const [service] = await diagnose();
    expect(service).toMatchObject({
      result: 'fault',
      remedy: expect.any(String),
      command: expect.any(String),
    });
  });
});
