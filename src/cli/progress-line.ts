import type { Reached } from '../verdict/findings.ts';

/** What there is to show of a run. Times are in milliseconds. */
export interface Shown {
  readonly elapsed: number;
  /** Of a run that is given a time: how much, and the problems asked, of all properties. */
  readonly given?: { readonly total: number; readonly runs: number };
  /** Once a property is being judged, or a claim tried. */
  readonly reached?: Reached | undefined;
  /** What there are several of; by default properties. */
  readonly each?: 'claim';
}

/**
 * `[███·····] 3:20 of 10:00 · equation-1 · 5250 problems`, no wider than the terminal; of a run that is given no time
 * `[███·····] equation-1, problem 57 of 187 · property 1 of 3 · 0:12, about 1:20 left`.
 */
export function progressLine(shown: Shown, width: number): string {
  const { elapsed, given, reached } = shown;
  if (given === undefined) return line(doneOf(reached), progressOf(shown), width);
  const { total, runs } = given;
  const what = reached === undefined ? [starting] : [reached.property, `${runs} problems`];
  return line(elapsed / total, [`${clock(elapsed)} of ${clock(total)}`, ...what], width);
}

function line(done: number, parts: readonly string[], width: number): string {
  const full = Math.floor(Math.min(done, 1) * 20);
  const bar = `[${'█'.repeat(full)}${'·'.repeat(20 - full)}]`;
  const lengths = parts.map((_, i) => `${bar} ${parts.slice(0, i + 1).join(' · ')}`);
  return lengths.findLast((text) => text.length < width) ?? bar.slice(0, width - 1);
}

const starting = 'starting the subject';

function progressOf({ reached, elapsed, each }: Shown): string[] {
  if (reached === undefined) return [starting, clock(elapsed)];
  const { property, judged, properties, asked } = reached;
  const done = doneOf(reached);
  const isKnown = done >= 0.05 && asked?.of !== 'smaller ones';
  const left = !isKnown ? '' : `, about ${clock((elapsed * (1 - done)) / done)} left`;
  const many = Math.min(judged + 1, properties);
  return [
    `${property}${asked === undefined ? '' : askedText(asked)}`,
    ...[`${each ?? 'property'} ${many} of ${properties}`, `${clock(elapsed)}${left}`],
  ];
}

function askedText({ asked, of }: NonNullable<Reached['asked']>): string {
  if (of === 'smaller ones') return ` fails: ${asked} calls in search of a smaller problem`;
  return `, problem ${asked} of ${of}`;
}

/** How much of a run is done, all properties alike. */
function doneOf(reached: Reached | undefined): number {
  if (reached === undefined) return 0;
  const { judged, properties, asked } = reached;
  const part = typeof asked?.of === 'number' ? Math.min(1, (asked.asked - 1) / asked.of) : 0;
  return Math.min(1, (judged + part) / properties);
}

/** 200 000 → "3:20" */
function clock(time: number): string {
  const seconds = Math.floor(time / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** Where nobody watches, a line soon, and then now and then, says that the run goes on. */
const [soon, seldom] = [5000, 30_000];

/** A line on stderr that is written again and again; to other than a terminal, now and then. */
export class ProgressLine {
  #timer: NodeJS.Timeout | undefined;
  #first: NodeJS.Timeout | undefined;
  readonly #isWatched = process.stderr.isTTY === true;

  /** Starts to show what `read` says; of a run that is given no time, from the third second on. */
  show(read: () => Omit<Shown, 'elapsed'>): void {
    let start: number | undefined;
    const began = performance.now();
    const tell = (): void => {
      const shown = read();
      if (shown.reached !== undefined) start ??= performance.now();
      const from = shown.given === undefined ? began : (start ?? performance.now());
      const elapsed = performance.now() - from;
      if (shown.given === undefined && elapsed < 2000) return;
      const width = this.#isWatched ? process.stderr.columns || 80 : 160;
      const text = progressLine({ elapsed, ...shown }, width);
      process.stderr.write(this.#isWatched ? `\r${text}\u001b[K` : `${text}\n`);
    };
    if (!this.#isWatched) this.#first = setTimeout(tell, soon).unref();
    this.#timer = setInterval(tell, this.#isWatched ? 250 : seldom).unref();
  }

  /** Makes room for another line. */
  clear(): void {
    if (this.#timer !== undefined && this.#isWatched) process.stderr.write('\r\u001b[K');
  }

  end(): void {
    this.clear();
    clearTimeout(this.#first);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
