import { onnxRuntime } from './onnxruntime.ts';

export default await onnxRuntime({
  provider: 'cpu',
  title: 'cpu',
  claims: { ownedAnswers: true, nonFinite: 'ieee' },
});
