import type { Shape } from '../../problem/shape.ts';

/** "512x4096x512": m, n and k, whole numbers; nothing, of any other text. */
export function extentsFrom(text: string): Shape | undefined {
  const [m, n, k] = /^(\d{1,10})x(\d{1,10})x(\d{1,10})$/.exec(text)?.slice(1).map(Number) ?? [];
  return m === undefined || n === undefined || k === undefined ? undefined : { m, n, k };
}
