import { defined } from '../../defined.ts';
import { GradgateError } from '../../errors.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Progress } from '../../verdict/journal-entry.ts';
import type { KnownEntry } from '../../verdict/known-entry.ts';
import type { Observation } from '../../verdict/observation.ts';
import type { Shard } from './budget.ts';
import { isProfile, type ProfileName, profiles } from './profiles.ts';
import { parseReplay } from './replay.ts';

/** What the gate is to do. */
export interface GateOptions {
  /** How much work to do. Default: `ci`. */
  readonly profile?: ProfileName;
  /** Every random choice follows from it. From 0 to 2³¹ − 1, both included. Default: 1. */
  readonly seed?: number;
  /** Problems per property, instead of the profile's. At least 1. */
  readonly runs?: number;
  /** The largest extent of an axis, instead of the profile's. From 1 to 1024; with profile `large`, at least 128. */
  readonly extent?: number;
  /** The largest m·n·k, instead of the profile's. From 1 to 2²⁴; with profile `large`, at least 2²⁰. */
  readonly volume?: number;
  /**
   * Shapes whose extents are at least 1. With profile `large`, these alone, in every kind of numbers. Else the
   * properties that state a formula are asked of them, too; then m·n·k is at most 2²⁴.
   */
  readonly shapes?: readonly Shape[];
  /** The extent of the subject's tiles, from 2 to 256: extents about it and its multiples are asked, too. Not of `large`. */
  readonly tile?: number;
  /** Only these properties, by id. */
  readonly properties?: readonly string[];
  /** A token from an earlier failure: ask that one problem again, and nothing else. */
  readonly replay?: string;
  /** Tokens of earlier failures: where a property holds, these are asked, too. Others than tokens are left out. */
  readonly kept?: readonly string[];
  /** Failures that are let pass, as a file has them: those that are about the subject count. */
  readonly known?: readonly KnownEntry[];
  /** The day of the run, like 2026-11-26, by which known failures expire. Default: today, in UTC. */
  readonly today?: string;
  /** A known failure that has expired, is fixed or cannot be asked makes its property fail. */
  readonly strict?: boolean;
  /** Shrink and explain every failure as if it was the only one: what a file of known failures has of it. */
  readonly apart?: boolean;
  /** End at the first property that fails, or cannot be run: the others are not judged. */
  readonly bail?: boolean;
  /** Milliseconds to spend, in rounds of problems with the sizes of `deep`. At least one round. */
  readonly for?: number;
  /**
   * Instead of `for`: so many rounds of each property, of all shards together. The verdict follows from the seed
   * alone, whatever the clock and the shards. `runs` is how many problems a round has.
   */
  readonly rounds?: number;
  /** With `for` or `rounds`: the rounds of this shard alone. */
  readonly shard?: Shard;
  /** With `for` or `rounds`: what an earlier session did; its rounds are not asked again. */
  readonly resume?: Progress;
  /** Told of every problem what it was like and what came of it, in the format of Hypothesis. Not of `large`. */
  readonly observe?: (observation: Observation) => void;
}

/**
 * Looks at every option, but for the ids of properties. Names are those of the command's options.
 * @throws GradgateError OPTION, at the first that cannot be, or not together with the others
 */
export function checkOptions(options: GateOptions): void {
  const { profile, seed, runs, replay } = options;
  if (profile !== undefined && !isProfile(profile)) {
    throw wrong('profile', `one of ${Object.keys(profiles).join(', ')}`, String(profile));
  }
  if (seed !== undefined) checkWhole('seed', seed, 0);
  if (runs !== undefined) checkWhole('runs', runs, 1);
  checkSizes(options);
  if (replay !== undefined && options.properties !== undefined) {
    throw wrong('property', 'none together with replay, which names one', `${options.properties}`);
  }
  checkTime(options);
}

/** What an ordinary profile can be asked for, and what profile large can. */
const ranges = {
  ordinary: { extent: [1, 1024], volume: [1, 2 ** 24] },
  large: { extent: [128, Number.MAX_SAFE_INTEGER], volume: [2 ** 20, Number.MAX_SAFE_INTEGER] },
} as const;

/** Whether problems come in rounds, which shards divide and sessions go on with. */
export function isInRounds({
  for: time,
  rounds,
}: {
  readonly for?: unknown;
  readonly rounds?: unknown;
}): boolean {
  return time !== undefined || rounds !== undefined;
}

function checkSizes({ profile, replay, for: time, rounds, ...sizes }: GateOptions): void {
  const { extent, volume, shapes, tile, runs } = sizes;
  const isLarge = (replay === undefined ? profile : parseReplay(replay).profile) === 'large';
  const [said] = Object.entries(defined({ shapes, tile }));
  const inRounds = time === undefined ? 'rounds' : 'for';
  if (said && isInRounds(defined({ for: time, rounds })))
    throw wrong(said[0], `none together with ${inRounds}`, 'it');
  if (tile !== undefined && isLarge) throw wrong('tile', 'none together with profile large', 'it');
  if (tile !== undefined) checkWithin('tile', tile, [2, 256]);
  const [other] = Object.entries(defined({ extent, volume, runs }));
  if (isLarge && shapes && other) {
    throw wrong(other[0], 'none together with shapes, which is all that is asked', `${other[1]}`);
  }
  for (const each of shapes ?? []) checkShape(each, isLarge);
  const range = ranges[isLarge ? 'large' : 'ordinary'];
  if (extent !== undefined) checkWithin('extent', extent, range.extent);
  if (volume !== undefined) checkWithin('volume', volume, range.volume);
}

function checkWithin(name: string, value: number, [least, most]: readonly [number, number]): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const to = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
  throw wrong(name, `a whole number from ${least}${to}`, String(value));
}

function checkShape({ m, n, k }: Shape, isLarge: boolean): void {
  const isWhole = [m, n, k].every((each) => Number.isSafeInteger(each) && each >= 1);
  const shape = `${m}x${n}x${k}`;
  if (!isWhole) throw wrong('shapes', 'three extents of at least 1, like 512x4096x512', shape);
  if (isLarge || m * n * k <= 2 ** 24) return;
  throw wrong('shapes', 'm·n·k of at most 2^24, but with profile large', shape);
}

function checkWhole(where: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value < 2 ** 31) return;
  throw wrong(where, `a whole number from ${least} to 2147483647`, String(value));
}

function checkTime(options: GateOptions): void {
  const { for: time, rounds, shard, resume, profile = 'deep', runs, replay, bail } = options;
  if (!isInRounds(options)) {
    const none = 'neither';
    if (shard !== undefined) throw wrong('shard', 'only together with for or rounds', none);
    if (resume !== undefined) throw wrong('resume', 'only together with for or rounds', none);
    return;
  }
  const how = time === undefined ? 'rounds' : 'for';
  if (time !== undefined && !(time > 0)) {
    throw wrong('for', 'more than 0 milliseconds', String(time));
  }
  if (rounds !== undefined) checkWhole('rounds', rounds, 1);
  if (rounds !== undefined && time !== undefined) {
    throw wrong('rounds', 'none together with for', String(rounds));
  }
  if (profile !== 'deep') throw wrong(how, 'profile deep, or none', profile);
  if (runs !== undefined && time !== undefined) {
    throw wrong('runs', 'none together with for', String(runs));
  }
  if (replay !== undefined) throw wrong('replay', `none together with ${how}`, replay);
  if (shard === undefined) return;
  checkShard(shard);
  if (rounds === undefined) return;
  if (rounds < shard.of) throw wrong('rounds', `one for each of ${shard.of} shards`, `${rounds}`);
  if (bail) throw wrong('bail', 'none together with rounds and a shard', 'it');
}

function checkShard({ index, of }: Shard): void {
  if (Number.isInteger(index) && Number.isInteger(of) && index >= 1 && index <= of) return;
  throw wrong('shard', 'an index from 1 to the number of shards', `${index} of ${of}`);
}

function wrong(where: string, expected: string, actual: string): GradgateError {
  return new GradgateError('OPTION', { where, expected, actual });
}
