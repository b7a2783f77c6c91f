import { type Fault, faults } from '../../bank/faults/index.ts';

const names = [
  'rows-reversed',
  'misprint',
  'planted-relu',
  'planted-abs',
  'planted-clip',
  'planted-inner-tail',
  'planted-cube',
  'planted-one-entry',
  'planted-float16-upstream',
  'planted-sparse-shortcut',
];

/** Ten faults of the bank, of ten different kinds. */
export const plantedFaults: readonly Fault[] = faults.filter(({ name }) => names.includes(name));
