import * as fc from 'fast-check';

/** What parsers stumble over. */
const nasty = [
  ...[
    '',
    '\0',
    '\ud800',
    '\udfff',
    '\u2028',
    '\u202e',
    '\u001b[31m',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '"',
    '\\',
    "'",
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '/',
    '=',
    '-',
    '--',
  ],
  ...[
    'NaN',
    '-Infinity',
    'Infinity',
    'nan',
    '-0',
    '1e999',
    '-1e-999',
    '0x10',
    '1_000',
    '٣',
    '１',
    '+1',
    '1.',
    '.5',
  ],
  ...[
    '9007199254740993',
    '4294967296',
    '2147483648',
    '-1',
    '0',
    '1e308',
    '5e-324',
    '9'.repeat(400),
  ],
  ...[
    'null',
    'true',
    '{}',
    '[]',
    '"__proto__":{"x":1}',
    '['.repeat(80),
    '{"a":'.repeat(80),
    '../..',
    '%s',
    'é',
  ],
];

/** What may stand in the place of anything in JSON. */
const values: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    {},
    [],
    [[]],
    '',
    'x',
    'X',
    'W',
    '-0',
    'NaN',
    'Infinity',
    '\ud800',
    '\0',
    '__proto__',
    '1e5',
  ],
  ...[
    -0,
    -1,
    0,
    1,
    0.5,
    3,
    1e308,
    5e-324,
    2 ** 24,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 31),
  ],
  ...[
    [1, 2],
    [0],
    [2 ** 16, 2 ** 16],
    [1e308],
    { length: 2 ** 32 },
    { file: '../../etc/passwd' },
    { toString: 1 },
  ],
];

const word = fc.constantFrom(...nasty);

/** One change of a text, at places that are taken modulo its length. */
const edit = fc.record({
  how: fc.constantFrom('replace', 'insert', 'delete', 'double', 'cut', 'splice', 'flip'),
  at: fc.nat(100_000),
  long: fc.oneof(fc.nat(4), fc.nat(60)),
  word,
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(text: string, { how, at, long, word: piece }: Edit, other: string): string {
  const start = at % (text.length + 1);
  const [before, middle, after] = [
    text.slice(0, start),
    text.slice(start, start + long),
    text.slice(start + long),
  ];
  switch (how) {
    case 'replace':
      return before + piece + after;
    case 'insert':
      return before + piece + middle + after;
    case 'delete':
      return before + after;
    case 'double':
      return before + middle + middle + after;
    case 'cut':
      return before;
    case 'splice':
      return before + other.slice(at % (other.length + 1));
    case 'flip':
      return (
        before +
        String.fromCharCode((text.charCodeAt(start) || 0) ^ (1 << (long % 8))) +
        text.slice(start + 1)
      );
  }
}

/** One change of JSON: what stands at some place becomes something else, goes, or comes twice. */
const change = fc.record({
  how: fc.constantFrom('value', 'text', 'drop', 'double', 'name'),
  at: fc.nat(100_000),
  value: fc.oneof(fc.constantFrom(...values), fc.jsonValue({ maxDepth: 1 })),
  word,
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function placesIn(value: unknown, path: readonly string[] = []): string[][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[...path], ...below.flatMap(([name, each]) => placesIn(each, [...path, name]))];
}

function changed(
  value: unknown,
  [name, ...rest]: readonly string[],
  { how, ...by }: Change,
): unknown {
  if (name === undefined) return how === 'text' ? by.word : by.value;
  const entries: [string, unknown][] = Object.entries(Object(value)).flatMap(([key, each]) => {
    if (key !== name) return [[key, each]];
    if (rest.length > 0) return [[key, changed(each, rest, { how, ...by })]];
    if (how === 'drop') return [];
    if (how === 'double')
      return [
        [key, each],
        [`${key} `, each],
      ];
    return how === 'name' ? [[by.word, each]] : [[key, how === 'text' ? by.word : by.value]];
  });
  if (Array.isArray(value)) return entries.map(([, each]) => each);
  // A field of that name, and no prototype.
  return Object.fromEntries(entries);
}

function inJson(text: string, changes: readonly Change[]): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return JSON.stringify(
      changes.reduce<unknown>((now, each) => {
        const places = placesIn(now);
        return changed(now, places[each.at % places.length] ?? [], each);
      }, parsed),
    );
  } catch {
    return text;
  }
}

/** Texts about these valid ones: edited, changed where they are JSON, and some of no kind at all. */
export function fuzzedTexts(seeds: readonly string[]): fc.Arbitrary<string> {
  const seed = fc.constantFrom(...seeds);
  const isJson = seeds.some((text) => /^[[{]/.test(text));
  const textual = fc
    .tuple(seed, seed, fc.array(edit, { minLength: 1, maxLength: 2 }))
    .map(([text, other, edits]) => edits.reduce((now, each) => edited(now, each, other), text));
  const structural = fc
    .tuple(seed, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([text, changes]) => inJson(text, changes));
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(word, { maxLength: 6 }).map((words) => words.join('')),
    fc.json({ maxDepth: 3 }),
  );
  return fc.oneof(
    { weight: 5, arbitrary: textual },
    { weight: isJson ? 8 : 0, arbitrary: structural },
    { weight: 1, arbitrary: any },
  );
}
