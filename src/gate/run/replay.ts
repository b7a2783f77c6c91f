import { GradgateError } from '../../errors.ts';
import { isProfile, type ProfileName } from './profiles.ts';

/** Everything that is needed to ask one problem again. */
export interface Replay {
  readonly property: string;
  readonly profile: ProfileName;
  readonly seed: number;
  /** fast-check's path: which problem, and which of its shrinks; of a sequence, which of its calls. */
  readonly path: string;
}

/** The token that `--replay` takes: `equation-1/ci/42/17:0:2`. */
export function formatReplay({ property, profile, seed, path }: Replay): string {
  return [property, profile, seed, path].join('/');
}

/** The replay of a token. @throws GradgateError OPTION */
export function parseReplay(token: string): Replay {
  const [property = '', profile = '', seed = '', ...rest] = token.split('/');
  const path = rest.join('/');
  const valid =
    property !== '' &&
    isProfile(profile) &&
    /^\d{1,10}$/.test(seed) &&
    /^\d{1,7}(:\d+)*(\/[\w+/=:]+)?$/.test(path);
  if (!valid) {
    throw new GradgateError('OPTION', {
      where: 'replay',
      expected: 'a token like equation-1/ci/42/17:0:2',
      actual: JSON.stringify(token),
      fix: 'Copy it from verdict.json or from the end of a failure.',
    });
  }
  return { property, profile, seed: Number(seed), path };
}

/** Each property draws its own problems from the run's seed (FNV-1a over both). */
export function seedFor(seed: number, property: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of property) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
