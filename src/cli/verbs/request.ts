import type { GateOptions } from '../../gate/run/gate-options.ts';
import type { Shape } from '../../problem/shape.ts';
import type { Language } from './languages.ts';

/** What the command line asks for: one verb, with what belongs to it. */
export type Request =
  | CheckRequest
  | ProbeRequest
  | InspectRequest
  | ExplainRequest
  | CheckAdapterRequest
  | BisectRequest
  | { readonly verb: 'check-vectors'; readonly path: string }
  | { readonly verb: 'init'; readonly language: Language; readonly folder: string }
  | { readonly verb: 'merge'; readonly paths: readonly string[]; readonly out?: string }
  | { readonly verb: 'report'; readonly paths: readonly string[]; readonly out?: string }
  | KnownRequest
  | CompareRequest
  | { readonly verb: 'oracle'; readonly serve: boolean }
  | { readonly verb: 'help'; readonly topic?: string }
  | { readonly verb: 'doctor'; readonly seed: number }
  | { readonly verb: 'version' };

/** To find the commit with which a verdict turns. */
export interface BisectRequest {
  readonly verb: 'bisect';
  readonly good: string;
  readonly bad: string;
  /** What judges, in words. */
  readonly command: readonly string[];
}

/** To judge a subject. */
export interface CheckRequest {
  readonly verb: 'check';
  readonly subject: Chosen;
  /** The configuration that says a part of it, absolute. */
  readonly config?: string;
  readonly options: GateOptions;
  /** Go on from what an earlier session kept. */
  readonly resume: boolean;
  /** An absolute path. */
  readonly out?: string;
  /** The folder, absolute, in which problems that failed are kept. */
  readonly corpus?: string;
  /** The file, absolute, that every problem is told in. */
  readonly observe?: string;
  /** The file of known failures, absolute. */
  readonly known?: string;
  /** Everything that fails is written there. */
  readonly updateKnown?: true;
  /** The verdict that this one is compared with, or a folder of such, absolute. */
  readonly base?: string;
  /** What failed in the base, and fails still, does not count for the exit code. */
  readonly onlyNew?: true;
  /** Who reports beside what is written there; `console` is the command itself. */
  readonly reporters: readonly Reporting[];
  /** What is printed; everything that there is to say when left out. */
  readonly prints?: 'failures' | 'json';
}

/** A reporter: of vitest's, or `console`. */
export interface Reporting {
  readonly name: string;
  /** Absolute; left out, it speaks on stdout. */
  readonly file?: string;
}

/** To compare verdicts: each a path of one, or of a folder of them. */
export interface CompareRequest {
  readonly verb: 'compare';
  readonly base: string;
  readonly head: string;
  /** As JSON instead of text. */
  readonly json: boolean;
}

/** To list known failures. */
export interface KnownRequest {
  readonly verb: 'known';
  /** Verdicts, or folders of them. */
  readonly paths: readonly string[];
  /** Absolute; left out, where one is looked for. */
  readonly file?: string;
  /** Take away those that are no more. */
  readonly prune: boolean;
}

/** To try every claim instead of judging. */
export interface ProbeRequest {
  readonly verb: 'probe';
  readonly subject: Chosen;
  readonly options: Pick<GateOptions, 'seed'>;
}

/** To look at how a subject sums. */
export interface InspectRequest {
  readonly verb: 'inspect';
  readonly subject: Chosen;
  /** The lengths of the sums of square matrices, ascending; the usual ones when all is left out. */
  readonly sizes?: readonly number[];
  readonly shapes?: readonly Shape[];
  /** As JSON instead of text. */
  readonly json: boolean;
}

/** To tell the failures of a verdict that was written before. */
export interface ExplainRequest {
  readonly verb: 'explain';
  readonly path: string;
  /** What the commands that it prints are about. */
  readonly subject: Chosen;
  /** As JSON instead of text. */
  readonly json: boolean;
}

/** To test the plumbing of an adapter instead of judging it. */
export interface CheckAdapterRequest {
  readonly verb: 'check-adapter';
  readonly subject: Exclude<Chosen, { readonly from: 'built-in' }>;
}

/** Which subject: the built-in reference, a module, or a program that speaks the protocol. */
export type Chosen =
  | { readonly from: 'built-in' }
  | ({ readonly from: 'module' } & Module)
  | ({ readonly from: 'command' } & External);

/** A subject that a module exports. */
export interface Module extends Timed {
  /** The adapter as it was typed, for commands to print. */
  readonly named: string;
  /** Absolute. */
  readonly path: string;
  /** In a page of a browser, not in a thread. */
  readonly browser?: true;
}

/** A subject that is waited for. */
export interface Timed {
  /** How long it may keep silent while it owes an answer, in milliseconds. */
  readonly timeout?: number;
}

/** A subject in a process of its own. */
export interface External extends Timed {
  /** What starts it, as one would type it in a shell. */
  readonly command: string;
}
