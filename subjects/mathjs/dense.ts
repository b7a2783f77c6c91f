import { mathjs } from './algebra.ts';
import { claims } from './claims.ts';

export default mathjs('dense', claims);
