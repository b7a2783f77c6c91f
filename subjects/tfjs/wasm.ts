import { installed } from '../lib/ts/installed.ts';
import { tfjs } from './tfjs.ts';

const tf = await installed('subjects/tfjs', () => import('@tensorflow/tfjs'));
await installed('subjects/tfjs', () => import('@tensorflow/tfjs-backend-wasm'));

export default await tfjs(tf, {
  backend: 'wasm',
  title: 'wasm',
  claims: { batchInvariant: true, nonFinite: 'ieee' },
  known: {
    'empty-extents': 'a matMul over no terms is not written: reports/findings.md no. 5',
  },
});
