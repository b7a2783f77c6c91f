import { properties } from '../../properties/index.ts';
import { GradgateError } from '../errors.ts';
import type { Property } from '../property/property.ts';
import type { Plan } from './judge.ts';
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
}

/** What the gate will do: which properties it judges, and how. */
export interface GatePlan extends Plan {
  readonly profile: ProfileName;
  readonly properties: readonly Property[];
}

/** Options with their defaults filled in. @throws GradgateError OPTION */
export function planOf(options: GateOptions): GatePlan {
  const replay = options.replay === undefined ? undefined : parseReplay(options.replay);
  const { seed = 1, profile = 'ci' } = { ...options, ...replay };
  if (!isProfile(profile)) {
    const expected = `one of ${Object.keys(profiles).join(', ')}`;
    throw new GradgateError('OPTION', { where: 'profile', expected, actual: String(profile) });
  }
  const { runs = profiles[profile].runs } = options;
  const plan = { ...profiles[profile], seed, runs, profile };
  if (replay === undefined) return { ...plan, properties: choose(options.properties) };
  return { ...plan, path: replay.path, properties: choose([replay.property]) };
}

function choose(ids: readonly string[] = []): readonly Property[] {
  const known = properties.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const expected = `one of ${known.join(', ')}`;
    throw new GradgateError('OPTION', { where: 'property', expected, actual: unknown });
  }
  return ids.length === 0 ? properties : properties.filter(({ id }) => ids.includes(id));
}
