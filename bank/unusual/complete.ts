import { subjectOf } from '../engine/subject-of.ts';
import type { Unusual } from './unusual.ts';

const complete: Unusual = { ...subjectOf('complete'), story: 'claims everything there is' };

/** The right subject with every claim. */
export default complete;
