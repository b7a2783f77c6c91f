/** What is used of the profiles that V8 writes. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

/** The greatest parts of the time that profiles together have, idle time left out: rows of a name and a share. */
export function sharesOf(profiles: readonly CpuProfile[]): string[][] {
  const times = new Map<string, number>();
  for (const { nodes, samples = [], timeDeltas = [] } of profiles) {
    const names = new Map(nodes.map((node) => [node.id, folderOf(node.callFrame)]));
    samples.forEach((id, i) => {
      const name = names.get(id) ?? '(program)';
      if (name !== '(idle)') times.set(name, (times.get(name) ?? 0) + (timeDeltas[i] ?? 0));
    });
  }
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([name, time]) => [name, `${Math.round((100 * time) / all)} %`]);
}

function folderOf({ functionName, url }: { functionName: string; url: string }): string {
  if (url.startsWith('node:') || (url === '' && !functionName.startsWith('('))) return 'Node';
  const [, library] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (library !== undefined) return library;
  const [, room] = /dist\/(src\/[^/]+|properties|claims|bank)/.exec(url) ?? [];
  return room ?? (functionName.startsWith('(') ? functionName : 'tools');
}
