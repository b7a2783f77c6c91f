import { tfjs } from './tfjs.ts';

export default await tfjs('cpu');
