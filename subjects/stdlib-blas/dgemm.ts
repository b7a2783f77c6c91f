import { stdlib } from './stdlib.ts';

export default stdlib('float64');
