import { isObject } from './is-object.ts';

/**
 * The keywords of JSON Schema that our schemas use. A validator of the whole standard would be a
 * dependency of everybody's, for one verb.
 */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** What is wrong, and where: `properties[3].runs`. */
export interface SchemaComplaint {
  readonly where: string;
  readonly expected: string;
  readonly actual: unknown;
}

/** The first thing in which a value differs from a schema; nothing, where it follows it. */
export function complaintBySchema(value: unknown, root: Schema): SchemaComplaint | undefined {
  return new Checker(root).check(value, root, '');
}

class Checker {
  readonly #root: Schema;

  constructor(root: Schema) {
    this.#root = root;
  }

  check(value: unknown, schema: Schema, where: string): SchemaComplaint | undefined {
    return (
      this.#reference(value, schema, where) ??
      plain(value, schema, where) ??
      this.#list(value, schema, where) ??
      this.#object(value, schema, where) ??
      this.#combined(value, schema, where)
    );
  }

  #reference(value: unknown, { $ref }: Schema, where: string): SchemaComplaint | undefined {
    if ($ref === undefined) return undefined;
    const steps = $ref.split('/').slice(1).map(decodeURIComponent);
    const found = steps.reduce<unknown>(
      (part, step) => (isObject(part) ? part[step] : undefined),
      this.#root,
    );
    if (!isObject(found)) throw new Error(`the schema has no ${$ref}`);
    return this.check(value, found, where);
  }

  #list(value: unknown, schema: Schema, where: string): SchemaComplaint | undefined {
    if (!Array.isArray(value)) return undefined;
    const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems } = schema;
    const actual = `${value.length}`;
    if (value.length < minItems) return { where, expected: `at least ${minItems} of them`, actual };
    if (value.length > maxItems) return { where, expected: `at most ${maxItems} of them`, actual };
    if (uniqueItems && new Set(value.map((each) => JSON.stringify(each))).size < value.length) {
      return { where, expected: 'each entry once', actual: value };
    }
    if (items === undefined) return undefined;
    return first(value, (each, place) => this.check(each, items, `${where}[${place}]`));
  }

  #object(value: unknown, schema: Schema, where: string): SchemaComplaint | undefined {
    if (!isObject(value)) return undefined;
    const { required = [], properties = {}, additionalProperties = true, propertyNames } = schema;
    const missing = required.find((name) => !Object.hasOwn(value, name));
    if (missing !== undefined)
      return { where: inside(where, missing), expected: 'a value', actual: undefined };
    return first(Object.entries(value), ([name, field]) => {
      const place = inside(where, name);
      const named = propertyNames && this.check(name, propertyNames, place);
      if (named !== undefined) return named;
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (known !== undefined) return this.check(field, known, place);
      if (additionalProperties === false) {
        return { where: place, expected: 'no such field', actual: field };
      }
      return additionalProperties === true
        ? undefined
        : this.check(field, additionalProperties, place);
    });
  }

  #combined(value: unknown, schema: Schema, where: string): SchemaComplaint | undefined {
    const { allOf = [], anyOf, oneOf } = schema;
    const wrong = first(allOf, (each) => this.check(value, each, where));
    if (wrong !== undefined) return wrong;
    for (const [branches, most] of [
      [anyOf, Number.POSITIVE_INFINITY],
      [oneOf, 1],
    ] as const) {
      if (branches === undefined) continue;
      const complaints = branches.map((each) => this.check(value, each, where));
      const right = complaints.filter((each) => each === undefined).length;
      if (right > most) return { where, expected: 'one kind', actual: value };
      if (right === 0) return nearest(complaints);
    }
    return undefined;
  }
}

/** Of the branches of a choice, the one that came furthest: it is the one that was meant. */
function nearest(
  complaints: readonly (SchemaComplaint | undefined)[],
): SchemaComplaint | undefined {
  const rank = (each: SchemaComplaint | undefined): number => {
    if (each === undefined) return -1;
    return each.where.length + (each.expected.startsWith('exactly') ? 0 : 1000);
  };
  return complaints.reduce((best, each) => (rank(each) > rank(best) ? each : best));
}

const kinds: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** What is asked of a value by itself. */
function plain(actual: unknown, schema: Schema, where: string): SchemaComplaint | undefined {
  const { type } = schema;
  if (type !== undefined && !isOf(type, actual))
    return { where, expected: kinds[type] ?? type, actual };
  if ('const' in schema && actual !== schema.const) {
    return { where, expected: `exactly ${JSON.stringify(schema.const)}`, actual };
  }
  if (schema.enum !== undefined && !schema.enum.includes(actual)) {
    return { where, expected: `one of ${JSON.stringify(schema.enum)}`, actual };
  }
  if (typeof actual !== 'number') return undefined;
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity } = schema;
  if (actual < minimum) return { where, expected: `at least ${minimum}`, actual };
  if (actual > maximum) return { where, expected: `at most ${maximum}`, actual };
  if (actual <= exclusiveMinimum)
    return { where, expected: `more than ${exclusiveMinimum}`, actual };
  const { multipleOf = 0 } = schema;
  const isMultiple = multipleOf === 0 || Number.isInteger(actual / multipleOf);
  return isMultiple ? undefined : { where, expected: `a multiple of ${multipleOf}`, actual };
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function first<T, Found>(
  list: readonly T[],
  look: (each: T, place: number) => Found | undefined,
): Found | undefined {
  for (const [place, each] of list.entries()) {
    const found = look(each, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inside(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}
