import { PassThrough, Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface Reply {
  readonly id?: unknown;
  readonly result?: Readonly<Record<string, unknown>> | null;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What a server of these two streams replies to these lines. */
export async function repliesOf(
  server: (input: Readable, output: Writable) => Promise<unknown>,
  lines: readonly string[],
): Promise<Reply[]> {
  const output = new PassThrough();
  const said = text(output);
  await server(Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(''))]), output);
  output.end();
  return (await said).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}
