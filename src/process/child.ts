import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { endStrays, markVariable } from './end-strays.ts';
import { kept, lastLines } from './last-lines.ts';

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Who is told what a child does. */
export interface Listener {
  out(piece: Buffer): void;
  ended(how: Ended): void;
}

/** A process group by its leader, and the mark of all that it has started. */
export interface Started {
  readonly child: number;
  readonly mark: string;
}

/** Told which processes there are: whoever may have to end them when this process cannot. */
export type Watch = (note: Started | { readonly gone: number }) => void;

export interface Surroundings {
  /** @internal Told which process groups begin and end. */
  readonly watch?: Watch;
  /** The variables that it gets; those of this process when left out. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * A command with a process group of its own, so that whatever it starts can be ended with it.
 * Node's spawn and nothing more: of libraries that end whole groups, none runs on Node 20.
 */
export class Child {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #watch: Watch;
  readonly #mark = randomUUID();
  readonly #killAtExit = (): void => this.#end();
  #stderr = '';
  #alive = true;
  /** Resolves when the process and its group are gone. */
  readonly gone: Promise<void>;

  constructor(command: string, listener: Listener, { watch, environment }: Surroundings = {}) {
    this.#watch = watch ?? (() => {});
    const env = { ...(environment ?? process.env), [markVariable]: this.#mark };
    this.#process = spawn(command, { shell: true, detached: true, stdio: 'pipe', env });
    const { stdout, stderr, stdin, pid } = this.#process;
    if (pid !== undefined) this.#watch({ child: pid, mark: this.#mark });
    process.once('exit', this.#killAtExit);
    stdin.on('error', () => {}); // its reader is gone, as `ended` is about to say
    stdout.on('data', (piece: Buffer) => listener.out(piece));
    stderr.on('data', (piece: Buffer) => {
      this.#stderr = (this.#stderr + piece.toString('utf8')).slice(-kept);
    });
    this.gone = new Promise((resolve) => {
      let told = false;
      const end = (how: Ended): void => {
        if (told) return;
        told = true;
        stdout.destroy();
        stderr.destroy();
        listener.ended(how);
        resolve();
      };
      this.#process.on('error', () => end({ code: 127, signal: null }));
      this.#process.on('close', (code, signal) => end({ code, signal }));
      this.#process.on('exit', (code, signal) => {
        this.#bury();
        // What it wrote is still to be read; but a process that left the group may hold the pipe.
        setTimeout(() => end({ code, signal }), 300).unref();
      });
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  write(text: string): void {
    this.#process.stdin.write(text);
  }

  /** Reads no more of what it writes. */
  deafen(): void {
    this.#process.stdout.removeAllListeners('data').resume();
  }

  /** No more is coming: a well-behaved process ends. */
  endInput(): void {
    this.#process.stdin.end();
  }

  /** Asks the whole group to end, and ends it when it has not after `grace` milliseconds. */
  async kill(grace: number): Promise<void> {
    this.#signal('SIGTERM');
    const timer = setTimeout(() => this.#signal('SIGKILL'), grace);
    await this.gone;
    clearTimeout(timer);
  }

  /** The last lines on stderr, in one line; nothing when there were none. */
  lastWords(): string {
    return lastLines(this.#stderr);
  }

  /** The leader is gone; whoever it started goes with it. */
  #bury(): void {
    this.#end();
    this.#alive = false;
    process.removeListener('exit', this.#killAtExit);
    if (this.#process.pid !== undefined) this.#watch({ gone: this.#process.pid });
  }

  #end(): void {
    this.#signal('SIGKILL');
    endStrays(this.#mark);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined || !this.#alive) return;
    try {
      process.kill(-pid, signal);
    } catch {
      this.#process.kill(signal); // where there are no process groups, or none is left
    }
  }
}
