import { wrong } from '../wrong.ts';
import { type Verb, verbOf } from './verb.ts';

/** `gradgate doctor`: whether gradgate works here, and what it finds. */
export const doctor: Verb = verbOf({
  name: 'doctor',
  usage: ['gradgate doctor [--seed N]'],
  summary: 'tries itself on twenty known subjects, and says what is installed',
  flags: { seed: { value: 'N', about: ['which ones are drawn (default 1)'] } },
  request: ({ positionals: [extra], values: { seed = '1' } }) => {
    if (extra !== undefined) throw wrong('doctor', 'options alone', extra);
    if (!/^\d{1,9}$/.test(seed)) throw wrong('--seed', 'a whole number', seed);
    return { verb: 'doctor', seed: Number(seed) };
  },
});
