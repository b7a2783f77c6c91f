/** Asks right subjects the rounds that it is given. */
import { unusual } from '../../bank/unusual/index.ts';
import { answering } from '../lib/on-threads.ts';
import { type Round, roundOf } from './round-of.ts';

answering<Round>(({ name, seed }) => {
  const subject = unusual.find((each) => each.name === name);
  if (subject === undefined) throw new Error(`There is no right subject ${name}`);
  return roundOf(subject, seed);
});
