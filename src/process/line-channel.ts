import { constants } from 'node:os';
import type { Asked, Channel, Hearer } from './channel.ts';
import { Child, type Ended, type Surroundings } from './child.ts';
import { LineReader, LineTooLong, roomFor } from './line-reader.ts';
import { messageFrom } from './message-from.ts';
import { shortened } from './shortened.ts';

/** The stdin and stdout of a process, one message a line. */
export class LineChannel implements Channel {
  readonly #child: Child;
  readonly #lines = new LineReader(roomFor(0));
  #ended: Ended | undefined;

  constructor(command: string, hearer: Hearer, options: Surroundings) {
    this.#child = new Child(
      command,
      {
        out: (piece) => this.#read(piece, hearer),
        ended: (how) => {
          this.#ended = how;
          hearer.ended(`the process ${endOf(how)}${this.#midway()}`);
        },
      },
      options,
    );
  }

  get alive(): boolean {
    return this.#child.alive;
  }

  get gone(): Promise<void> {
    return this.#child.gone;
  }

  get unfinished(): string {
    return this.#lines.unfinished(200);
  }

  get lastWords(): string {
    return this.#child.lastWords();
  }

  get exitCode(): number | undefined {
    return this.#ended?.code ?? undefined;
  }

  makeRoom(numbers: number): void {
    this.#lines.longest = roomFor(numbers);
  }

  send(asked: Asked): void {
    this.#child.write(`${JSON.stringify({ jsonrpc: '2.0', ...asked })}\n`);
  }

  deafen(): void {
    this.#child.deafen();
  }

  endInput(): void {
    this.#child.endInput();
  }

  kill(grace: number): Promise<void> {
    return this.#child.kill(grace);
  }

  #read(piece: Buffer, hearer: Hearer): void {
    try {
      for (const line of this.#lines.push(piece)) {
        const message = messageFrom(line);
        if (message.kind === 'noise') hearer.noise(message.complaint);
        else hearer.reply(message.reply);
      }
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      const most = `${Math.round(this.#lines.longest / 2 ** 20)} MiB`;
      hearer.noise(`expected lines of at most ${most} on stdout, got a longer one.`);
    }
  }

  #midway(): string {
    const begun = this.unfinished;
    return begun === '' ? '' : `, in the middle of a line, ${shortened(begun)}`;
  }
}

/** A shell says by a code from 128 on that its command was ended by a signal. */
function endOf({ code, signal }: Ended): string {
  const number = (code ?? 0) - 128;
  const [name = signal] =
    Object.entries(constants.signals).find(([, value]) => value === number) ?? [];
  return name === null ? `ended with exit code ${code}` : `was ended by ${name}`;
}
