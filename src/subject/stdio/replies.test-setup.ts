import { Readable, Writable } from 'node:stream';

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
  let said = '';
  const output = new Writable({
    write(piece, _, done) {
      said += piece;
      done();
    },
  });
  await server(Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(''))]), output);
  return said.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}
