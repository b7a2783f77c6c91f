import { checkSubject } from '../contract/check-subject.ts';
import { methodsOf } from './methods-of.ts';
import type { Methods } from './serve.ts';

/** The methods of the subject that is loaded; of what is no subject, or throws, one that says so. */
export async function methodsLoaded(load: () => Promise<unknown>): Promise<Methods> {
  try {
    return methodsOf(checkSubject(await load()));
  } catch (error) {
    return {
      initialize: () => {
        throw error;
      },
    };
  }
}
