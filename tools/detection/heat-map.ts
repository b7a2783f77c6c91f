import { classes, classOf } from '../../bank/faults/index.ts';
import { properties } from '../../properties/index.ts';
import { table } from '../lib/table.ts';
import type { FaultRecord } from './detection.ts';

/** Property × class: how many faults of the class the property catches, alone. */
export function heatMap(faults: readonly FaultRecord[]): string {
  const names = Object.keys(classes);
  const ofClass = (list: readonly FaultRecord[], name: string): number =>
    list.filter((fault) => classOf(fault.name) === name).length;
  const rows = properties.map(({ id }) => {
    const caught = faults.filter(({ by }) => by[id] !== undefined);
    const cells = names.map((name) => `${ofClass(caught, name) || '·'}`);
    const alone = caught.filter(({ by }) => Object.keys(by).length === 1).length;
    return [id, ...cells, `${caught.length}`, alone === 0 ? '·' : `${alone}`];
  });
  const totals = names.map((name) => `${ofClass(faults, name)}`);
  const header = ['property', ...names.map((name) => ` ${name}`), ' all', ' it alone'];
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
