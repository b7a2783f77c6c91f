import { properties } from '../../../properties/index.ts';
import { defined } from '../../defined.ts';
import { GradgateError } from '../../errors.ts';
import type { Property } from '../../property/property.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import type { Plan } from '../judge/plan.ts';
import { type Budget, roundSize, wholeRun } from './budget.ts';
import { checkOptions, type GateOptions, isInRounds } from './gate-options.ts';
import { type Profile, type ProfileName, profiles } from './profiles.ts';
import { parseReplay } from './replay.ts';

/** What the gate will do: which properties it judges, and how. */
export interface GatePlan extends Plan {
  readonly profile: ProfileName;
  readonly properties: readonly Property[];
  /** End at the first property that fails. */
  readonly bail?: true;
  /** Tokens of problems that failed in earlier runs. */
  readonly kept?: readonly string[];
  /** Failures that are let pass, of any subject. */
  readonly known?: readonly KnownEntry[];
  /** The day of the run, where some of them expire. */
  readonly today?: string;
  readonly strict?: true;
  readonly apart?: true;
  /** What was asked for instead of the profile's. */
  readonly limits: Partial<Pick<Plan, 'extent' | 'volume' | 'shapes' | 'tile'>>;
  /** A time to be spent, or rounds to be done, instead of a number of problems. */
  readonly budget?: Budget;
}

/** Options with their defaults filled in. @throws GradgateError OPTION */
export function planOf(options: GateOptions): GatePlan {
  checkOptions(options);
  const { for: time = Number.POSITIVE_INFINITY, rounds, shard = wholeRun } = options;
  const inRounds = isInRounds(options);
  const replay = options.replay === undefined ? undefined : parseReplay(options.replay);
  const { seed = 1, profile = inRounds ? 'deep' : 'ci' } = { ...options, ...replay };
  const { runs = inRounds ? roundSize : profiles[profile].runs } = options;
  const spent = inRounds ? { budget: { time, shard, ...defined({ rounds }) } } : {};
  const bail = options.bail === true ? ({ bail: true } as const) : {};
  const { extent, volume, shapes, tile, kept } = options;
  const limits = defined({ extent, volume, shapes, tile });
  const listed = { ...listedIn(options), ...(options.apart && { apart: true as const }) };
  const sizes: Profile & Pick<Plan, 'shapes' | 'tile'> = { ...profiles[profile], ...limits };
  const plan = {
    ...sizes,
    seed,
    runs,
    profile,
    limits,
    ...spent,
    ...bail,
    ...listed,
    ...defined({ kept }),
  };
  const all = sizes.probes ? properties.filter(({ product }) => product !== undefined) : properties;
  if (replay === undefined) return { ...plan, properties: choose(all, options.properties) };
  return { ...plan, path: replay.path, properties: choose(all, [replay.property]) };
}

/** What is known to fail, and by which day it counts. */
function listedIn({ known = [], strict, today }: GateOptions) {
  if (known.length === 0) return {};
  const day = today ?? new Date().toISOString().slice(0, 10);
  return { known, today: day, ...(strict && { strict: true as const }) };
}

function choose(all: readonly Property[], ids: readonly string[] = []): readonly Property[] {
  const known = all.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const expected = `one of ${known.join(', ')}`;
    throw new GradgateError('OPTION', { where: 'property', expected, actual: unknown });
  }
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
}
