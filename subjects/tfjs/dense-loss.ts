import { installed } from '../lib/ts/installed.ts';
import { denseOf } from './dense-of.ts';
import { layerOf } from './layer.ts';

const tf = await installed('subjects/tfjs', () => import('@tensorflow/tfjs'));

export default await layerOf(tf, {
  backend: 'cpu',
  title: 'dense, meanSquaredError',
  claims: { batching: 'X alone', loss: 'half squared error' },
  make: (parameters) => denseOf(tf, parameters),
});
