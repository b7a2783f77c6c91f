import { at } from '../at.ts';
import { commonNames } from './common-names.ts';
import { fitting } from './family-tables.ts';
import type { Named, Part } from './order.ts';
import type { Below } from './tree.ts';

/** More kernels than these are told of as no order at all. */
const most = 4;

/**
 * Names for a table whose rows, or whose columns, are each of a known order, as of a library with several
 * kernels; nothing, where neither are.
 */
export function nameLines(below: Below): Named | undefined {
  const turned = below.map((_, i) => below.map((row) => at(row, i)));
  const [rows, columns] = [linesOf('rows', below), linesOf('columns', turned)];
  if (rows === undefined || columns === undefined) return rows ?? columns;
  return columns.others.length < rows.others.length ? columns : rows;
}

function linesOf(where: Part['where'], lines: Below): Named | undefined {
  const named = lines.map((_, line) => fitting(lines, (i, j) => i === line && i !== j));
  if (named.some((names) => names.length === 0)) return undefined;
  const chosen = commonNames(named);
  if (chosen.length > most) return undefined;
  const partOf = named.map((names) => chosen.findIndex((name) => names.includes(name)));
  const parts = chosen.map((_, part): Part => {
    const members = named.filter((_, i) => partOf[i] === part);
    const names = (members[0] ?? []).filter((name) => members.every((each) => each.includes(name)));
    const entries = members.length * (lines.length - 1);
    return { where, ranges: rangesWhere(partOf, part), entries, names };
  });
  const [main, ...others] = parts.sort((a, b) => b.entries - a.entries);
  return { kind: 'named', names: main?.names ?? [], others };
}

function rangesWhere(parts: readonly number[], wanted: number): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  parts.forEach((part, line) => {
    if (part !== wanted) return;
    const last = ranges.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else ranges.push([line, line]);
  });
  return ranges;
}
