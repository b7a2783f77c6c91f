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

const pattern =
  /^(?<library>[^(,]*?)(?: v?(?<version>\d\S*?)(?<rest>[,( ].*)?|(?<unversioned>[(,].*)?)$/;

/** A name in its parts. The driver that WebGL or WebGPU speaks to is its device. */
export function partsOf(name: string, format: string): Parts {
  const [named = '', on = ''] = name.split(/ on (?=[^()]*$)/);
  const found = pattern.exec(named)?.groups;
  const { library = named, version = '', rest, unversioned } = found ?? {};
  const words = (rest ?? unversioned ?? '').split(/[,()]|; /).map((word) => word.trim());
  const [backend = '', ...more] = words.filter((word) => word !== '' && word !== format);
  if (on === '' && ['webgl', 'webgpu'].includes(backend)) {
    return { library: library.trim(), version, backend, device: more.join(', ') };
  }
  return { library: library.trim(), version, backend: [backend, ...more].join(', '), device: on };
}

/** A name without the version in it: "oneDNN 2.6.3, matmul" is "oneDNN, matmul". */
export function unversioned(name: string): string {
  const { library, version } = partsOf(name, '');
  if (version === '') return name;
  const from = name.indexOf(version, library.length);
  const before = name.slice(0, from).replace(/ v?$/, '');
  return `${before}${name.slice(from + version.length)}`;
}
