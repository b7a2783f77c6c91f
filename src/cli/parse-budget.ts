import type { Shard } from '../gate/run/budget.ts';
import type { GateOptions } from '../gate/run/plan-of.ts';
import { wrong } from './wrong.ts';

/** The flags that have to do with a run that is given a time. */
interface Flags {
  readonly for?: string;
  readonly shard?: string;
  readonly resume?: boolean;
  readonly profile?: string;
  readonly runs?: string;
  readonly replay?: string;
  readonly 'probe-claims'?: boolean;
}

/** What `--for` and `--shard` ask for. @throws GradgateError OPTION, also for what they exclude */
export function parseBudget(flags: Flags): Pick<GateOptions, 'for' | 'shard'> {
  const { for: time, shard, resume, profile = 'deep' } = flags;
  if (time === undefined) {
    if (shard !== undefined) throw wrong('--shard', 'only together with --for', `${shard} alone`);
    if (resume) throw wrong('--resume', 'only together with --for', 'it alone');
    return {};
  }
  if (profile !== 'deep') throw wrong('--for', '--profile deep, or none', profile);
  for (const other of ['runs', 'replay', 'probe-claims'] as const) {
    if (flags[other] !== undefined) {
      throw wrong(`--${other}`, 'not together with --for', String(flags[other]));
    }
  }
  return { for: milliseconds(time), ...(shard === undefined ? {} : { shard: parseShard(shard) }) };
}

const units = { s: 1000, m: 60_000, h: 3_600_000 } as const;

function milliseconds(text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const known = unit === 's' || unit === 'm' || unit === 'h' ? units[unit] : 0;
  if (Number(count) * known > 0) return Number(count) * known;
  throw wrong('--for', 'a time like 90s, 10m or 2h', JSON.stringify(text));
}

function parseShard(text: string): Shard {
  const [, index, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw wrong('--shard', 'one of how many, like 1/8 to 8/8', JSON.stringify(text));
}
