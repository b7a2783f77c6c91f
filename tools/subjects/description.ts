/** What the folders under `subjects/` say about themselves in their `subject.json`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Verdict } from '../../src/verdict/verdict.ts';

/** A `subject.json`. What a subject claims, its adapter says itself. */
export interface Description {
  readonly library: string;
  readonly language: string;
  /** Programs or files that must be there; what to do when not may follow behind a colon. */
  readonly needs?: readonly string[];
  /** A command that is run in the folder, and installs into it. Doing it again does nothing. */
  readonly install?: string;
  /** The number formats that its adapters speak. */
  readonly formats: readonly string[];
  /** How it comes by its gradients. */
  readonly gradients: string;
  /** What starts the adapter, in the root of the repository; */
  readonly command?: string;
  /** or modules of adapters, in the folder. */
  readonly adapters?: readonly string[];
  /** What `{variant}` in the command stands for, each in a run of its own. */
  readonly variants?: readonly string[];
  /** More options of `gradgate check`. */
  readonly options?: readonly string[];
  readonly expected?: Verdict['conclusion'];
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

/**
 * Every folder with a `subject.json`, by name.
 * @throws Error, about the first that says too little, or has no adapter
 */
export function discover(folder: string): Described[] {
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    const path = join(folder, name, 'subject.json');
    if (!existsSync(path)) return [];
    const description: Description = JSON.parse(readFileSync(path, 'utf8'));
    const files = readdirSync(join(folder, name));
    const complaint = incomplete(description) ?? withoutAdapter(description, files);
    if (complaint !== undefined) throw new Error(`${path}: ${complaint}`);
    return [{ name, ...description }];
  });
}

function incomplete(description: Description): string | undefined {
  const { command, adapters, library, language, formats, gradients } = description;
  const told = library && language && formats && gradients;
  if (told && (command === undefined) !== (adapters === undefined)) return undefined;
  return 'wants a library, a language, formats, gradients, and a command or adapters';
}

function withoutAdapter({ adapters }: Description, files: readonly string[]): string | undefined {
  const missing = adapters?.filter((adapter) => !files.includes(adapter)) ?? [];
  if (missing.length > 0) return `there is no ${missing.join(', ')} beside it`;
  const found = adapters ?? files.filter((file) => /^adapter\.\w+$/i.test(file));
  return found.length > 0 ? undefined : 'there is no adapter beside it';
}

/** What names a target in the report's data: its folder, and its label where that is not the same. */
export function keyOf({ name, label }: Target): string {
  return label === name ? name : `${name}/${label}`;
}

/** What is to be judged in a folder: a command in each of its variants, or each of its adapters. */
export function targetsOf(described: Described): Target[] {
  const { name, command = '', adapters, variants = [''], options = [] } = described;
  if (adapters !== undefined) {
    return adapters.map((adapter) => ({
      name,
      label: adapter === 'adapter.ts' ? name : adapter.replace(/\.ts$/, ''),
      arguments: [`subjects/${name}/${adapter}`, ...options],
    }));
  }
  return variants.map((variant) => ({
    name,
    label: variant.replaceAll(/ +-*/g, '-') || name,
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
