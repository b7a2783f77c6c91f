import { defined } from '../defined.ts';
import { markVariable } from '../process/end-strays.ts';
import { browserFor } from './browser-for.ts';
import type { Chosen } from './verbs/request.ts';

/** What the worker is to load: a module, or a command that speaks the protocol. */
export type ToLoad =
  | { readonly from: 'built-in' }
  | ({ readonly from: 'module' } & Module)
  | ({ readonly from: 'page'; readonly executable: string } & Module)
  | ({ readonly from: 'command'; readonly command: string } & Surroundings);

interface Module extends Surroundings {
  readonly path: string;
  readonly mark: string;
}

interface Surroundings {
  readonly timeout?: number;
  /** As it was before vitest added variables of its own, which some libraries read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * What a request asks to load. By `mark`, what a module starts is known.
 * @throws Unsuited, where there is no browser for it
 */
export function toLoad(subject: Chosen, mark: string): ToLoad {
  if (subject.from === 'built-in') return subject;
  const surroundings = {
    ...defined({ timeout: subject.timeout }),
    environment: { ...process.env },
  };
  if (subject.from === 'command') {
    return { from: 'command', command: subject.command, ...surroundings };
  }
  const environment = { ...process.env, [markVariable]: mark };
  const module = { path: subject.path, mark, ...surroundings, environment };
  if (!subject.browser) return { from: 'module', ...module };
  return { from: 'page', executable: browserFor(process.env), ...module };
}
