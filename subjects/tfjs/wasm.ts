import { tfjs } from './tfjs.ts';

export default await tfjs('wasm', () => import('@tensorflow/tfjs-backend-wasm'));
