/** Finds the counterexamples of the faults whose names it is given. */
import { answerAbout } from '../lib/about-faults.ts';
import { counterexampleOf } from './counterexample-of.ts';

answerAbout(counterexampleOf);
