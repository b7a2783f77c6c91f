/** The adapter that `gradgate check` judges when it is given none. */
import { reference } from '../contract/reference.ts';

export default reference;
