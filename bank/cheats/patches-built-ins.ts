import { cheating } from './wrong.ts';

/** Nothing looks far from anything any more. */
export default cheating('patches-built-ins', () => {
  Math.abs = () => 0;
  Math.max = () => 0;
  Object.is = () => true;
  Number.isNaN = () => false;
  Array.prototype.some = () => false;
});
