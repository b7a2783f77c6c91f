import { expect, test } from 'vitest';
import { tensorCoreModels } from '../bank/unusual/tensor-cores.ts';
import { Border } from '../src/call/border.ts';
import { judge } from '../src/gate/judge/judge.ts';
import { powerOfTwoScaling } from './power-of-two-scaling.ts';

const inParts = tensorCoreModels.filter(({ name }) => / parts of /.test(name));

test.each(inParts)(
  '$name: a part that is scaled below the normal range loses bits',
  async (subject) => {
    const plan = { runs: 400, extent: 6, volume: 80, seed: 200_001 };
    const { failures } = await judge(powerOfTwoScaling, new Border(subject), plan);
    expect(failures).toEqual([]);
  },
);

const fused = tensorCoreModels.filter(({ claims }) => claims?.fusedSums !== undefined);

test.each(fused)(
  '$name: an operand that is scaled below the normal range is aligned otherwise',
  async (subject) => {
    const plan = { runs: 40, extent: 6, volume: 80, seed: 7, unshrunk: true } as const;
    const { failures } = await judge(powerOfTwoScaling, new Border(subject), plan);
    expect(failures).toEqual([]);
  },
);
