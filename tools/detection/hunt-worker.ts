/** Hunts the faults whose names it is given. */
import { answerAbout } from '../lib/about-faults.ts';
import { seed } from './detection.ts';
import { huntFault } from './hunt-fault.ts';

answerAbout((fault) => huntFault(fault, seed));
