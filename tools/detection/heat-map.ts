import { classes } from '../../bank/faults/fault.ts';
import { properties } from '../../properties/index.ts';
import { table } from '../lib/table.ts';
import type { FaultRecord } from './detection.ts';

/** Property × class: how many faults of the class the property catches, alone. */
export function heatMap(faults: readonly FaultRecord[]): string {
  const letters = Object.keys(classes).filter((letter) =>
    faults.some((fault) => fault.class === letter),
  );
  const rows = properties.map(({ id }) => {
    const caught = faults.filter(({ by }) => by[id] !== undefined);
    const cells = letters.map((letter) => {
      const hits = caught.filter((fault) => fault.class === letter).length;
      return hits === 0 ? '·' : `${hits}`;
    });
    const alone = caught.filter(({ by }) => Object.keys(by).length === 1).length;
    return [id, ...cells, `${caught.length}`, alone === 0 ? '·' : `${alone}`];
  });
  const totals = letters.map((letter) => `${faults.filter((f) => f.class === letter).length}`);
  const header = ['property', ...letters.map((letter) => ` ${letter}`), ' all', ' it alone'];
  return table(header, [...rows, ['(faults of the class)', ...totals, `${faults.length}`, '']]);
}

/** Properties without which a fault would pass, and those that catch nothing. */
export function soloists(faults: readonly FaultRecord[]): string {
  const lines = properties.flatMap(({ id }) => {
    const alone = faults.filter(({ by }) => by[id] !== undefined && Object.keys(by).length === 1);
    return alone.length === 0 ? [] : `- ${id}: ${alone.map(({ name }) => name).join(', ')}`;
  });
  const idle = properties.filter(({ id }) => faults.every(({ by }) => by[id] === undefined));
  const removal =
    idle.length === 0
      ? 'Every property catches something.'
      : `**Candidates for removal**, as they catch no fault of the bank: ${idle.map(({ id }) => id).join(', ')}.`;
  return `Faults that a single property catches:\n\n${lines.join('\n')}\n\n${removal}`;
}
