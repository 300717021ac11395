import * as fc from 'fast-check';
import * as z from 'zod';

/** Values of a few kinds for one field, where any text would hardly ever get past the first look. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Inputs that fit `schema`; strings of fields in `known` are mostly taken from there. */
export function arbitraryInput(schema: unknown, known: Known, field = ''): fc.Arbitrary<unknown> {
  const inner = (next: unknown, name = field) => arbitraryInput(next, known, name);
  if (schema instanceof z.ZodOptional) return fc.option(inner(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodObject)
    return fc
      .record(
        Object.fromEntries(Object.entries(schema.shape).map(([name, each]) => [name, inner(each, name)])),
      )
      .map(withoutUndefined);
  if (schema instanceof z.ZodArray) return fc.array(inner(schema.element), { maxLength: 3 });
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(text(known, field), inner(schema.valueType), { maxKeys: 3 });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => inner(option)));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodNumber) return fc.oneof(fc.nat(2000), fc.integer(), fc.double());
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  return text(known, field);
}

const text = (known: Known, field: string): fc.Arbitrary<string> => {
  const some = known[field];
  const any = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
  return some === undefined ? any : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...some) }, any);
};

const withoutUndefined = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
