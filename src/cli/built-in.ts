/** The adapter that `gradgate check` judges when it is given none. */
import { reference } from '../subject/reference-subject.ts';

export default reference;
