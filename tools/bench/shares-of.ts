/** What is used of the profiles that V8 writes. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

/**
 * The greatest parts of the time that profiles together have, idle time left out: rows of what `nameOf` says of
 * the code that was at work, and a share.
 */
export function sharesOf(
  profiles: readonly CpuProfile[],
  nameOf: (frame: Frame) => string = folderOf,
): string[][] {
  const times = new Map<string, number>();
  for (const { nodes, samples = [], timeDeltas = [] } of profiles) {
    const names = new Map(nodes.map((node) => [node.id, nameOf(node.callFrame)]));
    samples.forEach((id, i) => {
      const name = names.get(id) ?? '(program)';
      if (name !== '(idle)') times.set(name, (times.get(name) ?? 0) + (timeDeltas[i] ?? 0));
    });
  }
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([name, time]): [string, number] => [name, Math.round((100 * time) / all)])
    .filter(([, percent]) => percent > 0)
    .map(([name, percent]) => [name, `${percent} %`]);
}

/** A file of ours, where it is one; the kernel of products is the one that is WebAssembly. */
export function fileOf(frame: Frame): string {
  if (frame.url.startsWith('wasm:')) return 'src/matrix/tile-kernel.wat';
  const [, file] = /dist\/((?:src|properties)\/.*)\.js$/.exec(frame.url) ?? [];
  return file === undefined ? folderOf(frame) : `${file}.ts`;
}

function folderOf({ functionName, url }: Frame): string {
  if (url.startsWith('node:') || (url === '' && !functionName.startsWith('('))) return 'Node';
  const [, library] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (library !== undefined) return library;
  const [, room] = /dist\/(src\/[^/]+|properties|claims|bank)/.exec(url) ?? [];
  return room ?? (functionName.startsWith('(') ? functionName : 'tools');
}
