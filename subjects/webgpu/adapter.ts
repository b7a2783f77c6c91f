/** `adapter.ts LIBRARY`: its WebGPU backend in Node, as an adapter on stdin and stdout; `wgsl` may have a fault. */
import type { Subject } from '../../src/contract/subject.ts';
import { methodsOf, serve } from '../../src/doors/stdio.ts';
import { messageOf } from '../../src/errors.ts';
import { installed } from '../lib/ts/installed.ts';
import { startWebGpu } from '../lib/wgsl/driver.mjs';

interface Library {
  /** Its subject, whose name has that of the driver. */
  subject(driver: string, fault?: string): Promise<Subject>;
}

const libraries: Readonly<Record<string, () => Promise<Library>>> = {
  tfjs: () => import('./tfjs.ts'),
  'jax-js': () => import('./jax-js.ts'),
  onnxruntime: () => import('./onnxruntime.ts'),
  wgsl: () => import('./wgsl.ts'),
};

async function subjectOf(name: string, fault?: string): Promise<Subject> {
  const load = libraries[name];
  if (load === undefined) throw new Error(`expected one of ${Object.keys(libraries)}, got ${name}`);
  const webgpu = await installed('subjects/webgpu', () => import('webgpu'));
  const driver = await startWebGpu(webgpu);
  const { subject } = await load();
  return subject(driver, fault);
}

try {
  const [, , name = 'none', fault] = process.argv;
  const subject = await subjectOf(name, fault);
  // Over a pipe nobody could tell who owns an answer.
  const { ownedAnswers: _, ...claims } = subject.claims ?? {};
  await serve(methodsOf({ ...subject, claims }), process.stdin, process.stdout);
  process.exit(); // Dawn would keep the process alive
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
}
