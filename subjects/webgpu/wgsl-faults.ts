/** Faults of `matmul.wgsl`, made by a change to its text: those of `bank/faults/shaders.ts` on a real driver. */
export interface WgslFault {
  /** The same fault in the bank. */
  readonly name: string;
  /** The property that must catch it. */
  readonly caughtBy: string;
  /** Texts of the kernel, and what comes in their place. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const edgeOfA = 'if (row >= call.rows || column >= call.inner) { return 0.0; }';
const edgeOfB = 'if (row >= call.inner || column >= call.columns) { return 0.0; }';
const stagedA = 'a_tile[local.y][local.x] = entry_of_a(row, first + local.x);';
const stagedB = 'b_tile[local.y][local.x] = entry_of_b(first + local.y, column);';

export const wgslFaults: readonly WgslFault[] = [
  {
    name: 'wgsl-no-second-barrier',
    caughtBy: 'equation-1',
    changes: [['workgroupBarrier(); // both tiles were read', '']],
  },
  {
    name: 'wgsl-tail-keeps-last-tile',
    caughtBy: 'equation-1',
    changes: [
      [stagedA, `if (first + local.x < call.inner) { ${stagedA} }`],
      [stagedB, `if (first + local.y < call.inner) { ${stagedB} }`],
    ],
  },
  {
    name: 'wgsl-tail-clamped',
    caughtBy: 'equation-1',
    changes: [
      [edgeOfA, ''],
      [edgeOfB, ''],
    ],
  },
  {
    name: 'wgsl-vec4-unaligned-rows',
    caughtBy: 'equation-1',
    changes: [['i32(row) * call.a_row +', 'i32(row) * call.a_row / 4 * 4 +']],
  },
];

/** @throws Error, where a text is not in the kernel, or there is no such fault */
export function withFault(code: string, name: string): string {
  const fault = wgslFaults.find((each) => each.name === name);
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  return fault.changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`${name}: the kernel has no '${from}'`);
    return changed.replace(from, to);
  }, code);
}
