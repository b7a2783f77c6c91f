/** The width at which our JSON is broken into lines: the formatter's. */
const width = 100;

/**
 * A JSON value as the formatter writes it: an object or a list is on one line where that fits, and
 * has a line an entry where it does not. It ends without a newline.
 */
export function jsonText(value: unknown): string {
  return broken(value, { indent: '', before: 0, after: 0 });
}

interface Place {
  readonly indent: string;
  /** Characters on the line before the value, and after it. */
  readonly before: number;
  readonly after: number;
}

function broken(value: unknown, { indent, before, after }: Place): string {
  const line = onOneLine(value);
  const fits = before + line.length + after <= width;
  if (fits || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((entry) => ['', entry])
    : Object.entries(value).map(([key, entry]) => [`${JSON.stringify(key)}: `, entry]);
  const lines = entries.map(([key, entry], i) => {
    const place = { indent: inner, before: inner.length + key.length };
    return `${inner}${key}${broken(entry, { ...place, after: i < entries.length - 1 ? 1 : 0 })}`;
  });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}: ${onOneLine(entry)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
