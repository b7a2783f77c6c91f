import { byGraphs } from './by-graphs.ts';

export default byGraphs('float32');
