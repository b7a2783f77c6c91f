/** What a thread runs: it loads an adapter, and answers for its subject. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import { methodsLoaded } from '../methods-loaded.ts';
import { errorCodes } from '../protocol.ts';
import { type Request, replyTo } from '../serve.ts';
import { loaded } from './loaded.ts';

/** What the thread is given. */
export interface ToServe {
  /** The path of the adapter. */
  readonly path: string;
}

if (parentPort === null) throw new Error('serve-module runs in a thread');
// SAFETY: whoever starts the thread says what it is to serve.
serve(parentPort, workerData as ToServe);

/** Answers one message after another; a null says that none is coming. */
function serve(port: MessagePort, { path }: ToServe): void {
  tellTroubles(port);
  const methods = methodsLoaded(() => loaded(path));
  port.on('message', async (request: Request | null) => {
    if (request === null) {
      port.close();
      return;
    }
    const reply = await replyTo(request, await methods);
    try {
      port.postMessage(reply, largeBuffersOf(reply));
    } catch (error) {
      const failure = { code: errorCodes.answer, message: messageOf(error) };
      port.postMessage({ id: request.id, error: failure });
    }
  });
}

/** Arrays from this size on, in bytes, are moved: copying them would take longer. */
const large = 2 ** 15;

/** The storage of the large arrays of a reply. What is sent is always a copy of what a subject has. */
function largeBuffersOf(reply: Awaited<ReturnType<typeof replyTo>>): ArrayBuffer[] {
  const result: unknown = reply && 'result' in reply ? reply.result : undefined;
  return Object.values(Object(result)).flatMap((part) => {
    const { data }: { data?: unknown } = Object(part);
    const isLarge = data instanceof Float64Array && data.byteLength >= large;
    return isLarge && data.buffer instanceof ArrayBuffer ? [data.buffer] : [];
  });
}

/** What is thrown outside of all calls is told, a few times, and the thread goes on. */
function tellTroubles(port: MessagePort): void {
  let left = 10;
  const tell = (error: unknown): void => {
    if (left-- > 0) port.postMessage({ trouble: messageOf(error) });
  };
  process.on('uncaughtException', tell).on('unhandledRejection', tell);
}
