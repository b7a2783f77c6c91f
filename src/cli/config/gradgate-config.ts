import type { ProfileName } from '../../gate/run/profiles.ts';

/** The options of `gradgate check`, by their names; paths are from the folder of the configuration. */
export interface CheckOptions {
  /** The module that exports the subject. */
  readonly adapter?: string;
  /** Instead of an adapter, what starts it, in words of the shell. */
  readonly command?: string;
  readonly browser?: boolean;
  /** "500ms", "10s", "2m". */
  readonly timeout?: string;
  readonly profile?: ProfileName;
  readonly seed?: number;
  readonly secret?: string;
  readonly runs?: number;
  readonly extent?: number;
  readonly volume?: number;
  /** "128x512x64", m, n and k. */
  readonly shapes?: readonly string[];
  readonly tile?: number;
  /** "10m". */
  readonly for?: string;
  readonly rounds?: number;
  /** "2/8". */
  readonly shard?: string;
  readonly resume?: boolean;
  readonly bail?: boolean;
  readonly property?: readonly string[];
  /** Failures that are let pass; default: gradgate.known.json beside the configuration. */
  readonly known?: string;
  readonly strict?: boolean;
  /** A verdict, or a folder of such, that this one is compared with. */
  readonly base?: string;
  readonly 'only-new'?: boolean;
  readonly out?: string;
  readonly corpus?: string;
  readonly reporter?: readonly string[];
  readonly observe?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** What `gradgate check` is asked for where its command line says nothing else. */
export interface GradgateConfig extends CheckOptions {
  /** Several subjects, one after the other; each may say otherwise what is said for all. */
  readonly subjects?: readonly CheckOptions[];
}

/** Gives a configuration its type: `export default defineConfig({ … })` in gradgate.config.ts. */
export function defineConfig(config: GradgateConfig): GradgateConfig {
  return config;
}
