import { wrong } from './wrong.ts';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** A time in milliseconds: "500ms", "1.5s", "10m" or "2h". @throws GradgateError OPTION */
export function duration(where: string, text: string): number {
  const [, count, unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? [];
  for (const [name, milliseconds] of Object.entries(units)) {
    if (name === unit) return Number(count) * milliseconds;
  }
  throw wrong(where, 'a time like 500ms, 90s, 10m or 2h', JSON.stringify(text));
}
