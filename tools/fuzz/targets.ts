import { jsonTargets } from './json-targets.ts';
import type { Target } from './target.ts';
import { textTargets } from './text-targets.ts';
import { wireTargets } from './wire-targets.ts';

/** Everything that parses what comes from outside. */
export const targets: readonly Target[] = [...textTargets, ...jsonTargets, ...wireTargets];
