/** What there is to show of a run that is given a time. Times are in milliseconds. */
export interface Shown {
  readonly elapsed: number;
  readonly total: number;
  /** The property that is being judged, once one is. */
  readonly property?: string | undefined;
  /** Problems asked, of all properties. */
  readonly runs: number;
}

/** `[███·····] 3:20 of 10:00 · equation-1 · 5250 problems`, no wider than the terminal. */
export function progressLine({ elapsed, total, property, runs }: Shown, width: number): string {
  const full = Math.floor((Math.min(elapsed, total) / total) * 20);
  const bar = `[${'█'.repeat(full)}${'·'.repeat(20 - full)}]`;
  const what = property === undefined ? ['loading'] : [property, `${runs} problems`];
  return [`${bar} ${clock(elapsed)} of ${clock(total)}`, ...what].join(' · ').slice(0, width - 1);
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

/** A line on stderr that is written again and again; to other than a terminal, nothing is. */
export class ProgressLine {
  #timer: NodeJS.Timeout | undefined;

  /** Starts to show what `read` says, if there is someone to see it. */
  show(total: number, read: () => Pick<Shown, 'property' | 'runs'>): void {
    if (!process.stderr.isTTY) return;
    let start: number | undefined;
    this.#timer = setInterval(() => {
      const shown = read();
      if (shown.property !== undefined) start ??= performance.now();
      const elapsed = start === undefined ? 0 : performance.now() - start;
      const line = progressLine({ elapsed, total, ...shown }, process.stderr.columns || 80);
      process.stderr.write(`\r${line}\u001b[K`);
    }, 250).unref();
  }

  /** Makes room for another line. */
  clear(): void {
    if (this.#timer !== undefined) process.stderr.write('\r\u001b[K');
  }

  end(): void {
    this.clear();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
