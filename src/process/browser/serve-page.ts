/** What a page runs: it loads an adapter, and answers for its subject. */
import { messageOf } from '../../errors.ts';
import { methodsLoaded } from '../methods-loaded.ts';
import { errorCodes } from '../protocol.ts';
import { type Request, replyTo } from '../serve.ts';

/** From now on the page answers requests: `gradgateAnswer` is what the channel calls. */
export function servePage(load: () => Promise<{ readonly default?: unknown }>): void {
  const methods = methodsLoaded(async () => (await load()).default);
  const answer = async (request: Request): Promise<unknown> => {
    const reply = await replyTo(request, await methods);
    try {
      return structuredClone(reply); // what cannot be copied is an answer that is wrong
    } catch (error) {
      const failure = { code: errorCodes.answer, message: messageOf(error) };
      return { id: request.id, error: failure };
    }
  };
  Object.assign(globalThis, { gradgateAnswer: answer });
}
