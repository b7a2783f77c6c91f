/** How much work a run does. */
export interface Profile {
  /** Problems per property. */
  readonly runs: number;
  /** The largest extent of an axis, and the largest m·n·k. */
  readonly extent: number;
  readonly volume: number;
  /** Products are probed, not multiplied out: only properties that state one are judged. */
  readonly probes?: true;
  /** Of properties that state a product, large problems with at most so many entries are asked, too. */
  readonly large?: number;
}

/** Every profile, by name. */
export const profiles = {
  smoke: { runs: 10, extent: 17, volume: 512 },
  ci: { runs: 120, extent: 80, volume: 6000 }, // 6000: room for 20×16 · 16×18
  deep: { runs: 2000, extent: 130, volume: 40_000, large: 2 ** 16 },
  large: { runs: 24, extent: 2 ** 22, volume: 2 ** 28, probes: true }, // 2^28: room for 645³
} as const satisfies Record<string, Profile>;

/** The name of a profile. */
export type ProfileName = keyof typeof profiles;

/** Whether there is a profile of this name. */
export function isProfile(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}
