import { installed } from '../lib/ts/installed.ts';
import { tfjs } from './tfjs.ts';

const tf = await installed('subjects/tfjs', () => import('@tensorflow/tfjs'));

export default await tfjs(tf, {
  backend: 'cpu',
  title: 'cpu',
  claims: { batchInvariant: true, nonFinite: 'ieee' },
});
