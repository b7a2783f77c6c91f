import { relative, sep } from 'node:path';
import { defined } from '../defined.ts';
import { isObject } from '../wire/is-object.ts';
import type { Chosen } from './verbs/request.ts';

/** Who was asked, as it stands beside a verdict: an adapter by its path from here, or what starts it. */
export interface AskedOf {
  readonly adapter?: string;
  readonly browser?: true;
  readonly command?: string;
}

/** Who a request asks. */
export function askedOf(subject: Chosen): AskedOf {
  switch (subject.from) {
    case 'built-in':
      return {};
    case 'command':
      return { command: subject.command };
    case 'module': {
      const adapter = relative(process.cwd(), subject.path).replaceAll(sep, '/');
      return { adapter, ...defined({ browser: subject.browser }) };
    }
  }
}

/** Who was asked, for commands to name again; nothing, where that is not said. */
export function chosenIn(written: unknown): Chosen | undefined {
  if (!isObject(written)) return undefined;
  const { adapter, browser, command } = written;
  if (typeof command === 'string') return { from: 'command', command };
  if (typeof adapter === 'string') {
    const module = { from: 'module', named: adapter, path: adapter } as const;
    return browser === true ? { ...module, browser } : module;
  }
  return adapter === undefined && command === undefined ? { from: 'built-in' } : undefined;
}
