/**
 * A property of an event as data: what it accepts, and how JSON Schema says so. Invariant, so that the compiler
 * compares it exactly with the property's type.
 */
export interface Field<in out T> {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  readonly accepts: (value: unknown) => value is T;
}

export interface RequiredField<in out T> extends Field<T> {
  readonly required: true;
}

export interface OptionalField<in out T> extends Field<T> {
  readonly required: false;
}

export const text = required({ type: "string" }, (value): value is string => typeof value === "string");

export const integer = required({ type: "integer" }, (value): value is number => Number.isInteger(value));

export const integers = required(
  { type: "array", items: { type: "integer" } },
  (value): value is readonly number[] => Array.isArray(value) && value.every(Number.isInteger),
);

export const nothing = required({ type: "null" }, (value): value is null => value === null);

export const textOrNull = required(
  { type: ["string", "null"] },
  (value): value is string | null => value === null || typeof value === "string",
);

export const pairs = required(
  {
    type: "array",
    items: { type: "array", items: { type: "string" }, minItems: 2, maxItems: 2 },
  },
  (value): value is readonly (readonly [string, string])[] => Array.isArray(value) && value.every(isPair),
);

export function oneOf<const T extends string | number | boolean>(...values: readonly T[]): RequiredField<T> {
  const schema = values.length === 1 ? { const: values[0] } : { enum: values };
  return required(schema, (value): value is T => values.some((one) => one === value));
}

export function optional<T>({ schema, accepts }: Field<T>): OptionalField<T> {
  return { schema, accepts, required: false };
}

function required<T>(schema: Field<T>["schema"], accepts: (value: unknown) => value is T): RequiredField<T> {
  return { schema, accepts, required: true };
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
