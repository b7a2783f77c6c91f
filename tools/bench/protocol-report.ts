import { fileURLToPath } from 'node:url';
import { equation1 } from '../../properties/equation-1.ts';
import { equation2 } from '../../properties/equation-2.ts';
import { Border } from '../../src/call/border.ts';
import { reference, toAnswer } from '../../src/contract/reference.ts';
import type { Given, Operand, Subject } from '../../src/contract/subject.ts';
import { ask } from '../../src/gate/judge/ask.ts';
import type { Matrix } from '../../src/matrix/matrix.ts';
import { formats } from '../../src/number/formats.ts';
import { drawFrom } from '../../src/problem/draw/draw.ts';
import { generateProblem } from '../../src/problem/draw/generate-problem.ts';
import type { Problem } from '../../src/problem/problem.ts';
import { type StdioSubject, stdioSubject } from '../../src/process/stdio-subject.ts';
import { threadSubject } from '../../src/process/thread/thread-subject.ts';
import { gradW, gradX } from '../../src/reference/backprop.ts';
import { median } from '../lib/median.ts';
import { table } from '../lib/table.ts';

const preface = `# What the protocol costs

A thread and a process that compute nothing (they answer dX = X and dW = W) are asked for gradients of m×m problems with full
significands; what that takes is what the way there and back takes: to a thread, which is where a module is judged, arrays are copied;
to a process, text is written and read on both sides of two pipes. Beside it, what checking (1) and (2) takes on the same problem, with the answers at hand. Medians, in microseconds a problem, of one
run on one machine: only the ratios mean something elsewhere. "At once": sixteen requests without waiting for
answers (four, at 512).
Written by \`npm run bench -- --protocol --write\`.`;

/** The way to a thread, and those to a process. */
const ways = ['thread', 'decimal', 'base64', 'file'] as const;
const sizes = [2, 8, 32, 128, 512] as const;
const atOnce = (size: number): number => (size < 512 ? 16 : 4);

/** What does not depend on how numbers are written. */
interface Task {
  readonly size: number;
  readonly given: Given;
  readonly inProcess: number;
  readonly check: number;
}

/** Asks processes and says what it took. */
export async function protocolReport(): Promise<string> {
  const tasks: Task[] = [];
  for (const size of sizes) tasks.push(await taskOf(size));
  const rows: string[][] = [];
  for (const way of ways) {
    const subject = await canned(way);
    for (const task of tasks) rows.push(await rowOf(task, way, subject));
    await subject.dispose();
  }
  const header = [
    ' m',
    'way',
    ' in process, µs',
    ' asked, µs',
    ' at once, µs',
    ' check, µs',
    ' asked ÷ check',
    ' at once ÷ check',
  ];
  const machine = `Node ${process.version} on ${process.platform} ${process.arch}.`;
  return `${[preface, machine, table(header, rows)].join('\n\n')}\n`;
}

function canned(way: (typeof ways)[number]): Promise<StdioSubject> {
  const timeout = 60_000;
  if (way === 'thread') {
    const path = fileURLToPath(new URL('./canned-module.js', import.meta.url));
    return threadSubject({ path, environment: process.env, mark: 'bench', timeout });
  }
  const script = fileURLToPath(new URL('./canned.js', import.meta.url));
  return stdioSubject(`exec node '${script}' ${way}`, { timeout });
}

async function taskOf(size: number): Promise<Task> {
  const problem = problemOf(size);
  const { X, W, dY } = problem;
  const given = { X: dense(X), W: dense(W), dY: dense(dY) };
  const right = { dX: toAnswer(gradX(dY, W)), dW: toAnswer(gradW(X, dY)) };
  const known = new Border({ ...reference, backward: () => right });
  const inProcess = await timeOf(() => reference.backward(given));
  const check = await timeOf(async () => {
    await ask(equation1, known, { problem });
    await ask(equation2, known, { problem });
  });
  return { size, given, inProcess, check };
}

async function rowOf(task: Task, way: string, subject: Subject): Promise<string[]> {
  const { size, given, inProcess, check } = task;
  const asked = await timeOf(() => subject.backward(given));
  const together = (await timeOf(() => all(subject, given, atOnce(size)))) / atOnce(size);
  const times = [inProcess, asked, together, check].map((time) => time.toFixed(0));
  const ratios = [asked / check, together / check].map((ratio) => ratio.toPrecision(2));
  return [String(size), way, ...times, ...ratios];
}

function all(subject: Subject, given: Given, count: number): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, () => subject.backward(given)));
}

/** The median, in microseconds, of at least one time and of as many as half a second has, after one that does not count. */
async function timeOf(run: () => unknown): Promise<number> {
  await run();
  const times: number[] = [];
  const end = performance.now() + 500;
  while (times.length < 1 || performance.now() < end) {
    const start = performance.now();
    await run();
    times.push(1000 * (performance.now() - start));
  }
  return median(times);
}

function problemOf(size: number): Problem {
  const fixed = { m: size, n: size, k: size };
  const limits = { format: formats.float64, extent: size, volume: size ** 3, fixed };
  return generateProblem(drawFrom(1), { ...limits, kinds: ['rounded'] });
}

function dense(matrix: Matrix): Operand {
  return { shape: [matrix.rows, matrix.cols], data: matrix.toArray() };
}
