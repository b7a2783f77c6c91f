import { expect, test } from 'vitest';
import complete from '../bank/unusual/complete.ts';
import { Border } from '../src/call/border.ts';
import { judge } from '../src/gate/judge/judge.ts';
import type { Comparison, Property } from '../src/property/property.ts';
import { properties } from './index.ts';

/** What is compared, whatever its numbers are; of what is drawn from all claims, only the result. */
function kindOf(comparison: Comparison, { wants }: Property): string {
  const bits = comparison.kind === 'agreement' && comparison.bits ? ', bit by bit' : '';
  if (wants?.joint || wants?.sequence) return `${comparison.where.replace(/,.*/, ', …')}${bits}`;
  const where = comparison.where
    .replaceAll(/(?<=[ [,_]|= )-?(\d+(\.\d+)?|Infinity|NaN(?= at))(?!·)/g, '#')
    .replace(/#(, #)+/, '#')
    .replace(/ and # at .*\]/, '');
  return `${where}${bits}`;
}

async function comparisonsOf(property: Property): Promise<string> {
  const found = new Set<string>();
  const heard: Property = {
    ...property,
    async *check(question) {
      for await (const comparison of property.check(question)) {
        found.add(kindOf(comparison, property));
        yield comparison;
      }
    },
  };
  const plan = { runs: 12, extent: 4, volume: 30, seed: 5, unshrunk: true } as const;
  await judge(heard, new Border(complete), plan);
  return [`${property.id}:`, ...[...found].sort()].join('\n  ');
}

test('each property compares these', async () => {
  const found: string[] = [];
  for (const property of properties) found.push(await comparisonsOf(property));
  expect(found.join('\n')).toMatchInlineSnapshot(`
    "equation-1:
      dX
    equation-2:
      dW
    gradient-shape:
      dW
      dX
    forward-product:
      Y
    finite-difference:
      column # of dX, cubic Σ g(y³ + y²)
      column # of dX, half squared error
      column # of dX, linear ⟨G, Y⟩
      column # of dX, log-sum-exp
      column # of dX, sum of tanh
      row # of dW, cubic Σ g(y³ + y²)
      row # of dW, half squared error
      row # of dW, linear ⟨G, Y⟩
      row # of dW, log-sum-exp
      row # of dW, sum of tanh
      ⟨row # of dW, b⟩, log-sum-exp
    inner-product-reduction:
      dW
      dX
    row-vector-reduction:
      column # of dW
      dX
    row-independence:
      row # of dX
      rows of dX after changing row # of X and dY
      rows of dX without row #
    transpose-symmetry:
      dW, from (1) transposed
      dX, from (2) transposed
    column-independence:
      column # of dW
      dW, as a sum over rows
    one-hot:
      dW for dY = E_#,#
      dX for dY = E_#,#
    product-terms:
      dW
      dX
    adjoint-identity:
      ⟨dW, B⟩
      ⟨dX, A⟩
      ⟨dX, X⟩
    linearity:
      dW after changing W
      dW(2·dY)
      dW(P) + dW(Q)
      dW(−dY)
      dX after changing X
      dX(2·dY)
      dX(P) + dX(Q)
      dX(−dY)
    power-of-two-scaling:
      dW, scaled, bit by bit
      dX, scaled, bit by bit
    fixed-order:
      dW, whichever two terms meet first
      dX, whichever two terms meet first
    block-decomposition:
      dW, added, m = # + #
      dW, first part, n = # + #
      dW, second part, n = # + #
      dWᵀ, first part, k = # + #
      dWᵀ, second part, k = # + #
      dX, added, k = # + #
      dX, first part, m = # + #
      dX, second part, m = # + #
      dXᵀ, first part, n = # + #
      dXᵀ, second part, n = # + #
    permutation-equivariance:
      dW, permuted
      dX, permuted
    purity:
      Y of the same call again, bit by bit
      dW after a later call, bit by bit
      dW after its inputs were overwritten, bit by bit
      dW of the same call again, bit by bit
      dX after a later call, bit by bit
      dX after its inputs were overwritten, bit by bit
      dX of the same call again, bit by bit
    layout-independence:
      dW of views, bit by bit
      dX of views, bit by bit
    batch-invariance:
      Y, # rows, in another order or several times, bit by bit
      Y, row # alone, bit by bit
      Y, rows # in this order, bit by bit
      dX, # rows, in another order or several times, bit by bit
      dX, row # alone, bit by bit
      dX, rows # in this order, bit by bit
    empty-extents:
      Y
      dW
      dW with transX and transW
      dX
      dX with transX and transW
    batch-decomposition:
      dW of member #
      dX of member #
    broadcast-reduction:
      dW
      dX
    group-decomposition:
      Y beyond the groups, from row #
      Y of group #, rows # to #
      dW of group #, of # rows
      dW of group #, of # rows, with NaN beyond the groups
      dX beyond the groups, from row #
      dX beyond the groups, from row #, with NaN beyond the groups
      dX of group #, rows # to #
    vector-promotion:
      dW, W a vector
      dW, X a vector
      dW, both vectors
      dX, W a vector
      dX, X a vector
      dX, both vectors
    transpose-flags:
      dW with transW
      dW with transX
      dW with transX and transW
      dX with transW
      dX with transX
      dX with transX and transW
    scaling:
      dC, α = #, β = #
      dC, α = #, β = #, transW
      dC, α = #, β = #, transX
      dC, α = #, β = #, transX, transW
      dW, α = #, β = #
      dW, α = #, β = #, transW
      dW, α = #, β = #, transX
      dW, α = #, β = #, transX, transW
      dX, α = #, β = #
      dX, α = #, β = #, transW
      dX, α = #, β = #, transX
      dX, α = #, β = #, transX, transW
    bias-reduction:
      dW
      dX
      db
    epilogue:
      dW, relu of the product
      dX, relu of the product
    requested-gradients:
      dW, asked for alone
      dX, asked for alone
    destinations:
      dW, added to what was there
      dW, written over NaN
      dX, added to what was there
      dX, written over NaN
    aliased-destinations:
      dW, written over W
      dX, written over X
    shared-operand:
      the gradient of X·X
      the gradient of X·Xᵀ
    joint-options:
      dC, …
      dW, …
      dX, …
      db, …
    nan-dye:
      dW with # at W[#,#]
      dW with # at W[#,#], beside the colour
      dW with # at X[#,#]
      dW with # at X[#,#], beside the colour
      dW with # at dY[#,#]
      dW with # at dY[#,#], beside the colour
      dX with # at W[#,#]
      dX with # at W[#,#], beside the colour
      dX with # at X[#,#]
      dX with # at X[#,#], beside the colour
      dX with # at dY[#,#]
      dX with # at dY[#,#], beside the colour
    overflow:
      Y, beyond the range
      dW, beyond the range
      dX, beyond the range
    history-independence:
      dW
      dW, …
      dX
      dX, …
      db, …"
  `);
});
