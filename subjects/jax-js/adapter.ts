import { jaxJs } from './jax-js.ts';

const both = 'both come in its calls: reports/findings.md no. 2 and 3';

export default await jaxJs({
  device: 'wasm',
  title: 'wasm',
  claims: { nonFinite: 'ieee' },
  known: {
    'empty-extents': 'a matmul over no terms is not written: reports/findings.md no. 2',
    'joint-options': both,
    'history-independence': both,
  },
});
