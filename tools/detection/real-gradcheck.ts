/** PyTorch's gradcheck in a process of its own; its messages are described in gradcheck.py. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { PeerVerdict } from '../../bank/peers/peer.ts';
import { readAnswer } from '../../src/call/read-answer.ts';
import { asAnswers } from '../../src/call/subject-crash.ts';
import type { Operand, Subject } from '../../src/contract/subject.ts';
import { messageOf } from '../../src/errors.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import type { Problem } from '../../src/problem/problem.ts';

/** Debian's Python: its python3-torch is installed for no other. */
const python = '/usr/bin/python3';

/** From the root of the repository, where npm scripts run. */
const script = 'tools/detection/gradcheck.py';

const missing =
  'The real gradcheck was not run: it needs PyTorch for /usr/bin/python3, the Debian package python3-torch.';

type Message = Readonly<Record<string, string | boolean>>;

export class RealGradcheck {
  readonly version: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(started: Started, version: string) {
    this.#child = started.child;
    this.#lines = started.lines;
    this.version = version;
  }

  /** A running Python with PyTorch, or what is missing. */
  static async start(): Promise<RealGradcheck | { readonly missing: string }> {
    const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.resume(); // warnings; a full pipe would stop it
    const noPython = once(child, 'error').then(() => undefined);
    child.stdin.on('error', () => {}); // it ended first; the missing answer says so
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const first = await Promise.race([lines.next(), noPython]);
    const { torch } = first === undefined || first.done ? {} : parse(first.value);
    if (typeof torch !== 'string') return { missing };
    return new RealGradcheck({ child, lines }, torch);
  }

  stop(): void {
    this.#child.stdin.end();
  }

  /** What gradcheck says of the subject for these X and W. */
  async check(
    subject: Subject,
    { X, W }: Problem,
    mode: 'slow' | 'fast',
  ): Promise<{ readonly real: PeerVerdict; readonly why: string }> {
    this.#say({ X: tensor(X), W: tensor(W), fast: mode === 'fast' });
    for (;;) {
      const message = await this.#hear();
      if (message['accepts'] === true) return { real: 'accepts', why: '' };
      if (message['accepts'] === false) return { real: 'rejects', why: String(message['why']) };
      this.#say(await answer(subject, message, [X.rows, X.cols, W.cols]));
    }
  }

  #say(message: object): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  async #hear(): Promise<Message> {
    const line = await this.#lines.next();
    if (line.done) throw new Error(`${script} ended before it had answered`);
    return parse(line.value);
  }
}

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: AsyncIterator<string>;
}

/** What the subject answers; an exception of its own goes to Python as one. */
async function answer(
  subject: Subject,
  message: Message,
  [m, n, k]: readonly [number, number, number],
): Promise<object> {
  const operand = (name: string, shape: readonly number[]): Operand => {
    return { shape, data: unpack(String(message[name])) };
  };
  const given = { X: operand('X', [m, n]), W: operand('W', [n, k]) };
  try {
    if (message['ask'] === 'forward') {
      return { Y: pack(readAnswer('Y', await subject.forward?.(given), [m, k])) };
    }
    const dY = operand('dY', [m, k]);
    const gradients = asAnswers(await subject.backward({ ...given, dY }), {});
    return {
      dX: pack(readAnswer('dX', gradients.dX, [m, n])),
      dW: pack(readAnswer('dW', gradients.dW, [n, k])),
      after: pack(dY.data),
    };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function parse(line: string): Message {
  // SAFETY: every message of gradcheck.py is an object of texts and booleans.
  return JSON.parse(line) as Message;
}

function tensor(matrix: Matrix) {
  return { shape: [matrix.rows, matrix.cols], data: pack(matrix.toArray()) };
}

function pack({ buffer, byteOffset, byteLength }: Float64Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function unpack(text: string): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float64Array(bytes.buffer);
}
