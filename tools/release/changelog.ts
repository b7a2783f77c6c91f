/** A section of a changelog in the form of Keep a Changelog, without its heading. */
interface Section {
  readonly start: number;
  readonly end: number;
}

/** Reads CHANGELOG.md, and writes what a release changes of it. */
export class Changelog {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The same, with what was unreleased as a version of this day. @throws Error, where nothing was */
  released(version: string, day: string): string {
    const notes = this.notes('Unreleased');
    if (notes === '')
      throw new Error('CHANGELOG.md: expected changes under [Unreleased], got none');
    const { start } = this.#section('Unreleased');
    const heading = `\n\n## [${version}] - ${day}`;
    return this.#text.slice(0, start) + heading + this.#text.slice(start);
  }

  /** What it says of a version, or of "Unreleased". @throws Error, where it has no such section */
  notes(version: string): string {
    const { start, end } = this.#section(version);
    return this.#text.slice(start, end).trim();
  }

  #section(version: string): Section {
    const headings = [...this.#text.matchAll(/^## \[(.*?)\].*$/gm)];
    const heading = headings.find(([, name]) => name === version);
    if (heading === undefined)
      throw new Error(`CHANGELOG.md: expected a section [${version}], got none`);
    const start = heading.index + heading[0].length;
    const next = this.#text.indexOf('\n## ', start);
    return { start, end: next < 0 ? this.#text.length : next };
  }
}
