import type { NumberFormat } from '../format/format.ts';
import type { ProblemOptions } from '../problem/generate.ts';
import type { Property } from '../property/property.ts';
import type { Profile } from './profiles.ts';

/** The problems `property` wants, within what the profile allows. */
export function optionsFor(
  { wants = {} }: Property,
  format: NumberFormat,
  profile: Omit<Profile, 'runs'>,
): ProblemOptions {
  const { fixed, kinds } = wants;
  return {
    format,
    extent: Math.min(wants.extent ?? profile.extent, profile.extent),
    volume: Math.min(wants.volume ?? profile.volume, profile.volume),
    ...(fixed === undefined ? {} : { fixed }),
    ...(kinds === undefined ? {} : { kinds }),
  };
}
