import { claimList } from '../../../claims/index.ts';
import type { Border } from '../../call/border.ts';
import type { ProblemOptions } from '../../problem/draw/generate-problem.ts';
import type { Property } from '../../property/property.ts';
import type { Profile } from '../run/profiles.ts';

/** The problems `property` wants, within what the profile and the subject's claims allow. */
export function optionsFor(
  { wants = {} }: Pick<Property, 'wants'>,
  { format, formats, sums, claims }: Border,
  profile: Omit<Profile, 'runs'>,
): ProblemOptions {
  const { fixed, kinds, square, empty, batch, groups, joint, moves } = wants;
  const { X, W, dY } = formats;
  const isMixed = !moves && (X !== W || W !== dY);
  const wanted: ProblemOptions = {
    format,
    sums,
    ...(isMixed ? { formats: { X, W, dY } } : {}),
    extent: Math.min(wants.extent ?? profile.extent, profile.extent),
    volume: Math.min(wants.volume ?? profile.volume, profile.volume),
    ...(fixed === undefined ? {} : { fixed }),
    ...(kinds === undefined ? {} : { kinds }),
    ...(square === undefined ? {} : { square }),
    ...(empty === undefined ? {} : { empty }),
    ...(batch === undefined ? {} : { batch }),
    ...(groups ? { groups: 'always' as const } : {}),
    ...(joint ? { variants: [] } : {}),
  };
  const claimed = claimList.reduce(
    (options, claim) => claim.draws?.(options, claims[claim.name]) ?? options,
    wanted,
  );
  return joint === 'operands' ? ofOperands(claimed) : claimed;
}

/** Of what a call may ask for, vectors alone change its operands. */
function ofOperands({ variants = [], ...options }: ProblemOptions): ProblemOptions {
  const vectors = variants.filter((part) => part === 'vectorX' || part === 'vectorW');
  return { ...options, variants: vectors };
}
