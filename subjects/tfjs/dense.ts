import { installed } from '../lib/ts/installed.ts';
import { denseOf } from './dense-of.ts';
import { layerOf } from './layer.ts';

const tf = await installed('subjects/tfjs', () => import('@tensorflow/tfjs'));

export default await layerOf(tf, {
  backend: 'cpu',
  title: 'dense',
  claims: { batching: 'X alone', epilogue: 'relu', nonFinite: 'ieee' },
  make: (parameters) => denseOf(tf, parameters),
});
