import { subjectOf } from '../engine/subject.ts';

/** The right subject with every claim. */
export default subjectOf('complete');
