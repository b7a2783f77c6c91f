import { spawnSync } from 'node:child_process';
import { exitCode } from './exit-code.ts';
import { say } from './say.ts';
import { Unsuited } from './surroundings.ts';
import type { BisectRequest } from './verbs/request.ts';
import { wrong } from './wrong.ts';

/** What an exit code of the gate says of a commit, and what git bisect is told by. */
const meaning = { good: 0, bad: 1, skip: 125 } as const;
type Meaning = keyof typeof meaning | 'interrupted';

/** Judges one commit: its folder first, then the command. What git takes from 128 on ends the search. */
const judging = `cd "$1" || exit ${meaning.skip}; shift; "$@"; case $? in
${exitCode.verified}|${exitCode['not reproduced']}) exit ${meaning.good};;
${exitCode.violated}) exit ${meaning.bad};;
${exitCode.interrupted}) exit ${exitCode.interrupted};;
*) exit ${meaning.skip};; esac`;

/** Finds the first bad commit. Resolves to the exit code. @throws GradgateError OPTION; Unsuited */
export function bisect({ good, bad, command }: BisectRequest): number {
  const top = git(['rev-parse', '--show-toplevel'], '.').said;
  const search = new Search(top, command);
  const ends = { good: search.commit(good), bad: search.commit(bad) };
  search.checkStart(ends);
  const heard = (): void => {}; // the command hears it, too, and what was checked out is to be so again
  process.on('SIGINT', heard);
  try {
    git(['bisect', 'start'], top);
    return search.between(ends);
  } finally {
    process.off('SIGINT', heard);
    git(['bisect', 'reset'], top);
  }
}

interface Ends {
  readonly good: string;
  readonly bad: string;
}

/** A search in the working tree of one repository. */
class Search {
  readonly #top: string;
  readonly #command: readonly string[];

  constructor(top: string, command: readonly string[]) {
    this.#top = top;
    this.#command = command;
  }

  /** The commit of a name. @throws GradgateError OPTION */
  commit(name: string): string {
    const found = run(
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
      this.#top,
    );
    if (found.code === 0) return found.said;
    throw wrong('bisect', 'names of commits', `${JSON.stringify(name)}, which git does not know`);
  }

  /** @throws GradgateError OPTION, where git could not go from one commit to the other, and back */
  checkStart({ good, bad }: Ends): void {
    if (run(['merge-base', '--is-ancestor', good, bad], this.#top).code !== 0 || good === bad) {
      throw wrong('bisect', 'a good commit before the bad one', `${short(good)} and ${short(bad)}`);
    }
    if (git(['status', '--porcelain', '--untracked-files=no'], this.#top).said !== '') {
      throw wrong(
        'bisect',
        'a working tree without changes, which would be lost',
        'some. Commit or stash them',
      );
    }
    if (run(['bisect', 'log'], this.#top).code === 0) {
      throw wrong('bisect', 'no other search', 'one that goes on. End it with git bisect reset');
    }
  }

  /** Both ends are judged first: git takes them as they are said. */
  between(ends: Ends): number {
    for (const expected of ['bad', 'good'] as const) {
      const end = ends[expected];
      git(['checkout', '--quiet', '--detach', end], this.#top);
      const found = this.#judged();
      if (found === 'interrupted') return exitCode.interrupted;
      if (found === 'skip')
        return told(`${short(end)}, which is said to be ${expected}, cannot be judged`);
      if (found !== expected) {
        throw wrong('bisect', `${short(end)} to be ${expected}`, `${found}, by its verdict`);
      }
    }
    git(['bisect', 'bad', ends.bad], this.#top);
    git(['bisect', 'good', ends.good], this.#top);
    if (git(['rev-list', '--count', `${ends.good}..${ends.bad}`], this.#top).said === '1') {
      return this.#found();
    }
    return this.#went(
      run(['bisect', 'run', 'sh', '-c', judging, ...this.#words()], this.#top, 'told').code,
    );
  }

  #went(code: number): number {
    if (code === 0) return this.#found();
    if (code === meaning.skip || code === 2) {
      const left = this.#log().flatMap(
        (line) => /^# possible first bad commit: \[(\w{10})/.exec(line)?.[1] ?? [],
      );
      return told(`it is one of ${left.join(', ')}, which cannot all be judged`);
    }
    return exitCode.interrupted;
  }

  #found(): number {
    const commit = git(['log', '-1', '--format=%h %s', 'refs/bisect/bad'], this.#top).said;
    const skipped = this.#log().filter((line) => line.startsWith('git bisect skip')).length;
    say(`first bad commit: ${commit}`);
    if (skipped > 0) say(`commits that could not be judged: ${skipped}`);
    return exitCode.verified;
  }

  #log(): string[] {
    return git(['bisect', 'log'], this.#top).said.split('\n');
  }

  #judged(): Meaning {
    const { status } = spawnSync('sh', ['-c', judging, ...this.#words()], {
      stdio: ['ignore', 2, 2],
    });
    const [found = 'interrupted'] = keys.filter((name) => meaning[name] === status);
    return found;
  }

  #words(): string[] {
    return ['gradgate', process.cwd(), ...this.#command];
  }
}

const keys = ['good', 'bad', 'skip'] as const;

function told(sentence: string): number {
  say(`no first bad commit: ${sentence}`);
  return exitCode['not run'];
}

function short(commit: string): string {
  return commit.slice(0, 10);
}

interface Said {
  readonly code: number;
  readonly said: string;
}

/** What git says. @throws Unsuited, where it does not do so */
function git(args: readonly string[], folder: string): Said {
  const done = run(args, folder);
  if (done.code === 0) return done;
  throw new Unsuited(`git ${args[0]} failed: ${done.said || 'it is not there'}.`);
}

/** The same, whatever comes of it. What is told goes to stderr as it comes. */
function run(args: readonly string[], folder: string, how?: 'told'): Said {
  const { status, stdout, stderr } = spawnSync('git', args, {
    ...{ cwd: folder, encoding: 'utf8' },
    ...(how === 'told' && { stdio: ['ignore', 2, 2] }),
  });
  const said = status === 0 ? stdout : stderr;
  return { code: status ?? exitCode.interrupted, said: (said ?? '').trim() };
}
