import { properties } from '../../../properties/index.ts';
import { GradgateError } from '../../errors.ts';
import type { Property } from '../../property/property.ts';
import type { Plan } from '../judge/judge.ts';
import { type Budget, type Progress, roundSize, type Shard, wholeRun } from './budget.ts';
import { isProfile, type ProfileName, profiles } from './profiles.ts';
import { parseReplay } from './replay.ts';

/** What is asked of the gate. */
export interface GateOptions {
  /** How much work to do. Default: `ci`. */
  readonly profile?: ProfileName;
  /** Every random choice follows from it. Default: 1. */
  readonly seed?: number;
  /** Problems per property, instead of the profile's. */
  readonly runs?: number;
  /** Only these properties, by id. */
  readonly properties?: readonly string[];
  /** A token from an earlier failure: ask that one problem again, and nothing else. */
  readonly replay?: string;
  /** Milliseconds to spend, in rounds of problems with the sizes of `deep`. At least one round each. */
  readonly for?: number;
  /** With `for`: the rounds of this shard alone. */
  readonly shard?: Shard;
  /** With `for`: what the journal was told last of an earlier session; its rounds are not asked again. */
  readonly resume?: Progress;
}

/** What the gate will do: which properties it judges, and how. */
export interface GatePlan extends Plan {
  readonly profile: ProfileName;
  readonly properties: readonly Property[];
  /** A time to be spent, instead of a number of problems. */
  readonly budget?: Budget;
}

/** Options with their defaults filled in. @throws GradgateError OPTION */
export function planOf(options: GateOptions): GatePlan {
  const replay = options.replay === undefined ? undefined : parseReplay(options.replay);
  const budget = budgetOf(options);
  const { seed = 1, profile = budget === undefined ? 'ci' : 'deep' } = { ...options, ...replay };
  if (!isProfile(profile)) {
    const expected = `one of ${Object.keys(profiles).join(', ')}`;
    throw wrong('profile', expected, String(profile));
  }
  const { runs = budget === undefined ? profiles[profile].runs : roundSize } = options;
  const spent = budget === undefined ? {} : { budget };
  const plan = { ...profiles[profile], seed, runs, profile, ...spent };
  if (replay === undefined) return { ...plan, properties: choose(options.properties) };
  return { ...plan, path: replay.path, properties: choose([replay.property]) };
}

/** @throws GradgateError OPTION */
function budgetOf(options: GateOptions): Budget | undefined {
  const { for: time, shard, resume, profile = 'deep', runs, replay } = options;
  if (time === undefined) {
    if (shard === undefined && resume === undefined) return undefined;
    throw wrong(shard === undefined ? 'resume' : 'shard', 'only together with for', 'no for');
  }
  if (!(time > 0)) throw wrong('for', 'milliseconds, more than 0', String(time));
  if (profile !== 'deep') throw wrong('for', 'profile deep, or none', profile);
  if (runs !== undefined || replay !== undefined) {
    throw wrong('for', 'neither runs nor replay, which say how much to ask', `${runs ?? replay}`);
  }
  const { index, of } = shard ?? wholeRun;
  if (!(Number.isInteger(index) && Number.isInteger(of) && index >= 1 && index <= of)) {
    throw wrong('shard', 'an index from 1 to the number of shards', `${index} of ${of}`);
  }
  return { time, shard: { index, of } };
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('OPTION', { where, expected, actual });
}

function choose(ids: readonly string[] = []): readonly Property[] {
  const known = properties.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const expected = `one of ${known.join(', ')}`;
    throw wrong('property', expected, unknown);
  }
  return ids.length === 0 ? properties : properties.filter(({ id }) => ids.includes(id));
}
