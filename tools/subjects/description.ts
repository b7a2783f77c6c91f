/** What the folders under `subjects/` say about themselves in their `subject.json`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A `subject.json`. What a subject claims, its adapter says itself. */
export interface Description {
  readonly library: string;
  readonly language: string;
  /** Programs or files that must be there; what to do when not may follow behind a colon. */
  readonly needs?: readonly string[];
  /** A command that is run in the folder, and installs into it. Doing it again does nothing. */
  readonly install?: string;
  /** What starts the adapter, in the root of the repository; */
  readonly command?: string;
  /** or modules of adapters, from there. */
  readonly adapters?: readonly string[];
  /** What `{variant}` in the command stands for, each in a run of its own. */
  readonly variants?: readonly string[];
  /** More options of `gradgate check`. */
  readonly options?: readonly string[];
  readonly expected?: 'verified' | 'violated';
}

export interface Described extends Description {
  /** The folder's name. */
  readonly name: string;
}

/** One run of `gradgate check`. */
export interface Target {
  readonly name: string;
  /** What tells it apart from the other runs of its folder. */
  readonly label: string;
  readonly arguments: readonly string[];
}

/** Every folder with a `subject.json`, by name. @throws Error, about the first that says too little */
export function discover(folder: string): Described[] {
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    const path = join(folder, name, 'subject.json');
    if (!existsSync(path)) return [];
    const description: Description = JSON.parse(readFileSync(path, 'utf8'));
    const { library, language, command, adapters } = description;
    if (!library || !language || (command === undefined) === (adapters === undefined)) {
      throw new Error(`${path}: wants a library, a language, and a command or adapters`);
    }
    return [{ name, ...description }];
  });
}

/** What is to be judged in a folder: a command in each of its variants, or each of its adapters. */
export function targetsOf(described: Described): Target[] {
  const { name, command = '', adapters, variants = [''], options = [] } = described;
  if (adapters !== undefined) {
    return adapters.map((adapter) => ({
      name,
      label: adapter.replace(/^.*\//, '').replace(/\.ts$/, ''),
      arguments: [adapter, ...options],
    }));
  }
  return variants.map((variant) => ({
    name,
    label: variant.replaceAll(' ', '-') || name,
    arguments: ['--command', command.replaceAll('{variant}', variant), ...options],
  }));
}

/** The first need that is not met, and what to do about it. */
export function missingNeed(
  { needs = [] }: Description,
  path = process.env['PATH'] ?? '',
): string | undefined {
  for (const need of needs) {
    const [program = '', remedy] = need.split(/:\s+/);
    const places = program.includes('/')
      ? [program]
      : path.split(delimiter).map((folder) => join(folder, program));
    if (places.some((place) => existsSync(place))) continue;
    return `${program} is missing${remedy === undefined ? '' : `: ${remedy}`}`;
  }
  return undefined;
}
