import { readFileSync } from 'node:fs';

/** The README's layer is somebody's own: this one is right. */
const layer = `export function linearBackward(X, W, dY, [m, n, k]) {
  const [dX, dW] = [new Float32Array(m * n), new Float32Array(n * k)];
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) for (let l = 0; l < k; l++) {
    dX[i * n + j] += dY[i * k + l] * W[j * k + l];
    dW[j * k + l] += X[i * n + j] * dY[i * k + l];
  }
  return { dX, dW };
}
`;

/** (2) without its transpose, as the paper first printed it. */
const wrong = `import type { Subject } from 'gradgate';

const subject: Subject = {
  name: 'wrong',
  numberFormat: 'float64',
  backward({ X, W, dY }) {
    const [m, n] = X.shape;
    const [, k] = W.shape;
    const [dX, dW] = [new Float64Array(m * n), new Float64Array(n * k)];
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) for (let l = 0; l < k; l++) {
      dX[i * n + j] += dY.data[i * k + l] * W.data[j * k + l];
      dW[j * k + l] += X.data[j * m + i] * dY.data[i * k + l];
    }
    return { dX: { shape: X.shape, data: dX }, dW: { shape: W.shape, data: dW } };
  },
};
export default subject;
`;

const doors = `import { reference } from 'gradgate';
import { describeMatmulBackprop } from 'gradgate/vitest';
import wrong from './wrong.subject.ts';

for (const subject of [reference, wrong]) {
  describeMatmulBackprop(subject, { profile: 'smoke', seed: 1 });
}
`;

/** With threads, the subject and its judge are in a worker; with forks, in the main thread of a process. */
const vitestConfig = `import { readFileSync } from 'node:fs';
import { GradgateReporter } from 'gradgate/reporter';
import { defineConfig } from 'vitest/config';

const pool = process.env['POOL'] ?? 'forks';
const reporter = new GradgateReporter({
  version: JSON.parse(readFileSync('node_modules/gradgate/package.json', 'utf8')).version,
  directoryOf: (subject) => pool + '/' + subject,
});
export default defineConfig({ test: { pool, reporters: ['default', reporter] } });
`;

/** What a user of the documents would have: their examples, word for word, and what they need. */
export function projectFiles(): Readonly<Record<string, string>> {
  const [subject] = examplesIn('README.md');
  const [test, alone] = examplesIn('docs/tests.md');
  if (subject === undefined || test === undefined || alone === undefined) {
    throw new Error(
      'the documents should have a subject, a test of vitest, and a loop of fast-check',
    );
  }
  return {
    'my-layer.js': layer,
    'my-layer.subject.ts': subject,
    // A runner that reads no TypeScript has it compiled.
    'my-layer.subject.js': subject.replace(/^import type .*\n/m, '').replace(': Subject', ''),
    'layer.test.ts': test,
    'alone.js': alone,
    'wrong.subject.ts': wrong,
    'doors.test.ts': doors,
    'vitest.config.ts': vitestConfig,
  };
}

function examplesIn(document: string): (string | undefined)[] {
  return [...readFileSync(document, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, text]) => text,
  );
}
