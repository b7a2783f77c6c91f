import type { Border } from '../../call/border.ts';
import type { Claims } from '../../contract/subject.ts';
import { layoutKinds } from '../../problem/draw/draw-layout.ts';
import { entryKinds } from '../../problem/draw/entries.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Property, Wants } from '../../property/property.ts';
import type { Profile } from '../run/profiles.ts';

/** The problems `property` wants, within what the profile allows. */
export function optionsFor(
  { wants = {} }: Property,
  { format, claims }: Border,
  profile: Omit<Profile, 'runs'>,
): ProblemOptions {
  const { fixed, square, empty, batch } = wants;
  const { layouts } = claims;
  const kinds = kindsFor(wants.kinds, claims);
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

/** Nothing stands for all. */
function kindsFor(kinds: Wants['kinds'], { subnormals }: Claims): Wants['kinds'] {
  if (subnormals === undefined) return kinds;
  return (kinds ?? entryKinds).filter((kind) => kind !== 'subnormal');
}
