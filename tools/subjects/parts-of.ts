/** What the name of a subject says: "oneDNN 2.6.3, matmul, float32 on H100". */
export interface Parts {
  readonly library: string;
  /** Empty where it has none. */
  readonly version: string;
  /** What tells the runs of one library apart; the format, which has a column, left out. */
  readonly backend: string;
  /** What it ran on, where that is not the processor; empty where it does not say. */
  readonly device: string;
}

/** A name in its parts; all of it is the library's where it has no version. */
export function partsOf(name: string, format: string): Parts {
  const [named = '', device = ''] = name.split(/ on (?=[^()]*$)/);
  const found = /^(?<library>.*?) v?(?<version>\d\S*?)(?<rest>[,( ].*)?$/.exec(named)?.groups;
  const { library = named, version = '', rest = '' } = found ?? {};
  return { library, version, backend: backendOf(rest, format), device };
}

function backendOf(rest: string, format: string): string {
  const words = rest.split(/[,()]|; /).map((word) => word.trim());
  return words.filter((word) => word !== '' && word !== format).join(', ');
}
