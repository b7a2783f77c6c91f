import { layoutKinds } from '../problem/draw-layout.ts';
import type { ProblemOptions } from '../problem/generate.ts';
import type { Property } from '../property/property.ts';
import type { Border } from '../subject/border.ts';
import type { Profile } from './profiles.ts';

/** The problems `property` wants, within what the profile allows. */
export function optionsFor(
  { wants = {} }: Property,
  { format, claims }: Border,
  profile: Omit<Profile, 'runs'>,
): ProblemOptions {
  const { fixed, kinds, square, empty, batch } = wants;
  const { layouts } = claims;
  return {
    format,
    extent: Math.min(wants.extent ?? profile.extent, profile.extent),
    volume: Math.min(wants.volume ?? profile.volume, profile.volume),
    ...(fixed === undefined ? {} : { fixed }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(square === undefined ? {} : { square }),
    ...(empty === undefined ? {} : { empty }),
    ...(batch === undefined || claims.batching === undefined ? {} : { batch }),
    ...(layouts === undefined ? {} : { layouts: layouts === 'all' ? layoutKinds : layouts }),
  };
}
