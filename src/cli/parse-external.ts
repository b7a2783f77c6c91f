import { wrong } from './wrong.ts';

/** A subject in a process of its own. */
export interface External {
  /** What starts it, as one would type it in a shell. */
  readonly command?: string;
  /** How long it may keep silent while it owes an answer, in milliseconds. */
  readonly timeout?: number;
  /** Test the plumbing of the adapter instead of judging it. */
  readonly plumbing?: boolean;
  /** Be one, that answers with certified gradients. */
  readonly serve?: boolean;
}

interface Flags {
  readonly command?: string;
  readonly timeout?: string;
}

/** What `--command` and `--timeout` ask for. @throws GradgateError OPTION */
export function parseExternal({ command, timeout }: Flags, adapter?: string): External {
  if (command === undefined) {
    if (timeout === undefined) return {};
    throw wrong('--timeout', 'only together with --command', `${timeout} alone`);
  }
  if (command.trim() === '') throw wrong('--command', 'what starts an adapter', 'nothing');
  if (adapter !== undefined) {
    throw wrong('--command', 'not together with the file of an adapter', adapter);
  }
  return { command, ...(timeout === undefined ? {} : { timeout: milliseconds(timeout) }) };
}

/** What `check-adapter` asks for. @throws GradgateError OPTION */
export function parseCheckAdapter(
  positionals: readonly string[],
  { command, timeout, ...others }: Flags,
): External {
  const [other] = [...positionals, ...Object.keys(others).map((name) => `--${name}`)];
  if (other !== undefined) throw wrong('check-adapter', '--command and --timeout alone', other);
  if (command === undefined) throw wrong('check-adapter', 'a --command to start', 'none');
  return {
    ...parseExternal({ command, ...(timeout === undefined ? {} : { timeout }) }),
    plumbing: true,
  };
}

/** What `oracle` asks for: so far, to be served. @throws GradgateError OPTION */
export function parseOracle(
  positionals: readonly string[],
  { serve, ...others }: { readonly serve?: boolean },
): External {
  const [other] = [...positionals, ...Object.keys(others).map((name) => `--${name}`)];
  if (serve && other === undefined) return { serve };
  throw wrong('oracle', '--serve', other ?? 'nothing');
}

/** "500ms", "10s" or "2m". */
function milliseconds(text: string): number {
  const [, count, unit] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)$/.exec(text) ?? [];
  const time = Number(count) * (unit === 'ms' ? 1 : unit === 's' ? 1000 : 60_000);
  if (time >= 1 && time <= 86_400_000) return time;
  throw wrong('--timeout', 'a time like 500ms, 10s or 2m', JSON.stringify(text));
}
