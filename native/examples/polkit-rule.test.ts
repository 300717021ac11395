import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

type Rule = (action: { id: string }, subject: { isInGroup(group: string): boolean }) => string | undefined;

/** The rule in the file, as polkit loads it. */
function load(): Rule {
  const rules: Rule[] = [];
  const source = readFileSync(new URL('49-cardwright-pcsc.rules', import.meta.url), 'utf8');
  runInNewContext(source, { polkit: { addRule: (rule: Rule) => rules.push(rule), Result: { YES: 'yes' } } });
  expect(rules).toHaveLength(1);
  return rules[0]!;
}

test.each([
  ['org.debian.pcsc-lite.access_pcsc', 'plugdev', 'yes'],
  ['org.debian.pcsc-lite.access_card', 'plugdev', 'yes'],
  ['org.debian.pcsc-lite.access_card', 'users', undefined],
  ['org.freedesktop.login1.reboot', 'plugdev', undefined],
])('%s for a member of %s: %s', (id, group, result) => {
  expect(load()({ id }, { isInGroup: (name) => name === group })).toBe(result);
});
