/** A number as text that reads back bit for bit: shortest decimal, -0, NaN, Infinity, -Infinity. */
export function formatNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
