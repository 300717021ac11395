import type { ValuesDoc, VariableDoc } from '../../../main/contract/profile.ts';

const asText = (value: ValuesDoc[string] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join('\n');

/** A list variable is edited as lines. */
export function textOfValue(values: ValuesDoc, name: string): string {
  return asText(values[name]);
}

/** `undefined` for no value; lists take one value a line or separated by spaces. */
export function valueOfText(variable: VariableDoc, text: string): string | string[] | undefined {
  if (!variable.list) return text === '' ? undefined : text;
  const items = text.split(/\s+/).filter((item) => item !== '');
  return items.length === 0 ? undefined : items;
}

export function withValue(values: ValuesDoc, variable: VariableDoc, text: string): ValuesDoc {
  const value = valueOfText(variable, text);
  const others = Object.entries(values).filter(([name]) => name !== variable.name);
  return Object.fromEntries(value === undefined ? others : [...others, [variable.name, value]]);
}

/** The field a scan goes to: the focused one, else the first required one without a value, else the first without a value. */
export function waitingField(
  variables: readonly VariableDoc[],
  values: ValuesDoc,
  focused: string | undefined,
): string | undefined {
  if (variables.some(({ name }) => name === focused)) return focused;
  const empty = variables.filter(({ name }) => textOfValue(values, name) === '');
  return (empty.find(({ required }) => required) ?? empty[0])?.name;
}

/** `name=value` names its field when there is such a variable; `https://a?b=c` is a plain value. */
export function splitScan(
  text: string,
  variables: readonly VariableDoc[],
): { readonly name?: string; readonly value: string; readonly unknown?: string } {
  const match = /^([A-Za-z][\w.-]*)=(.*)$/s.exec(text);
  if (match === null) return { value: text };
  const [, name = '', value = ''] = match;
  const variable = variables.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return variable === undefined ? { value: text, unknown: name } : { name: variable.name, value };
}

/** The values after a scan into `variable`: a list grows by one line, a single value is replaced. */
export function scannedInto(values: ValuesDoc, variable: VariableDoc, text: string): ValuesDoc {
  const before = textOfValue(values, variable.name);
  return withValue(values, variable, variable.list && before !== '' ? `${before}\n${text}` : text);
}
