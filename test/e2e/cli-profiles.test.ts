import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { planDoc } from '../../main/contract/plan.ts';
import { profileDoc } from '../../main/contract/profile.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { useBenches } from './bench.ts';

const bench = useBenches();

function file(source: string): string {
  const path = join(temporaryFolder(), 'profile.yaml');
  writeFileSync(path, source);
  return path;
}

/** A profile of somebody's own: one file, one variable. */
const own = (version: string, name = 'mine') => `cardwright: profile/1
name: ${name}
version: ${version}
title: Subscription only
description: The subscription and nothing else.
target: { kind: df-1m2m, host: usim }
create: false
variables:
  - { name: subscription-id, title: Subscription, required: true }
files:
  - { name: EF_1M2MSID, value: '\${subscription-id}' }
`;

test('the shipped ones are listed, shown and cannot be removed', async () => {
  const { cli } = bench();
  const list = await cli.json(z.array(profileDoc), ['profile', 'list']);
  expect(list.map(({ id, shipped, createsFiles }) => [id, shipped, createsFiles])).toEqual([
    ['access-network@1.0.0', true, false],
    ['access-network-create@1.0.0', true, true],
    ['standalone@1.0.0', true, false],
    ['standalone-create@1.0.0', true, true],
  ]);
  const shown = await cli(['profile', 'show', 'standalone']);
  expect(shown.stdout).toContain('subscription-id');
  const source = await cli(['profile', 'show', 'standalone', '--source']);
  expect(source.stdout).toContain('cardwright: profile/1');
  expect((await cli(['profile', 'check', file(source.stdout)])).code).toBe(0);
  await expect(cli.refused(['profile', 'remove', 'standalone@1.0.0'], 2)).resolves.toMatchObject({
    kind: 'input',
  });
});

test('one of our own: checked, added, used by name and version, removed', async () => {
  const { cli, insert } = bench();
  await insert('usim-prepersonalised');
  const checked = await cli.json(profileDoc, ['profile', 'check', file(own('1.0.0'))]);
  expect(checked).toMatchObject({ id: 'mine@1.0.0', shipped: false, target: 'df-1m2m' });
  expect((await cli.json(z.array(profileDoc), ['profile', 'list'])).map(({ id }) => id)).not.toContain(
    'mine@1.0.0',
  );
  await cli.json(profileDoc, ['profile', 'add', file(own('1.0.0'))]);
  await cli.json(profileDoc, ['profile', 'add', file(own('1.10.0'))]);
  await cli.json(profileDoc, ['profile', 'add', file(own('1.9.0'))]);
  const plan = (profile: string) => ['plan', '-p', profile, '--set', 'subscription-id=sub-1'];
  expect((await cli.json(planDoc, plan('mine@1.0.0'))).profile.id).toBe('mine@1.0.0');
  expect((await cli.json(planDoc, plan('mine'))).profile.id).toBe('mine@1.10.0');
  const other = await cli.refused(plan('mine@2.0.0'), 2);
  expect(other).toMatchObject({ code: 'profile.unknown', hint: expect.stringMatching(/./) });
  await cli(['profile', 'remove', 'mine@1.10.0']);
  expect((await cli.json(planDoc, plan('mine'))).profile.id).toBe('mine@1.9.0');
  expect((await cli.refused(['profile', 'show', 'mine@1.10.0'], 2)).code).toBe('profile.unknown');
});

test.each([
  ['of another format version', own('1.0.0').replace('profile/1', 'profile/2'), /profile\/|version/],
  ['with an unknown file', own('1.0.0').replace('EF_1M2MSID', 'EF_NONE'), /EF_NONE/],
  ['with an unknown variable', own('1.0.0').replace('${subscription-id}', '${colour}'), /colour/],
  ['that is no YAML', 'a: [1', /YAML|JSON|line/i],
  ['with aliases that explode', `a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]`, /./],
  ['that is empty', '', /./],
])('a profile %s is refused with its reason', async (_name, source, reason) => {
  const { cli } = bench();
  const error = await cli.refused(['profile', 'check', file(source)], 2);
  expect(`${error.what} ${error.hint} ${JSON.stringify(error.details)}`).toMatch(reason);
  expect((await cli.refused(['profile', 'add', file(source)], 2)).code).toBe(error.code);
});
