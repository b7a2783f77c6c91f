/** Faults of grouped products that nobody has reported. */
import { at } from '../../src/at.ts';
import { sizeOf } from '../../src/matrix/strided.ts';
import type { Fault } from './fault.ts';
import { fillOut } from './fill-out.ts';
import { right, withRows, wrongGroup, wrongLengths } from './wrong-group.ts';
import { wrongWhole } from './wrong-parts.ts';

const joint = 'joint-options';

export const plantedGroups: readonly Fault[] = [
  wrongLengths(
    {
      name: 'planted-groups-equal',
      story: 'all groups are taken to have as many rows',
      trigger: 'groups of unlike lengths',
    },
    (lengths) => {
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const length = Math.floor(total / lengths.length);
      const last = total - (lengths.length - 1) * length;
      return lengths.map((_, e) => (e === lengths.length - 1 ? last : length));
    },
  ),
  wrongLengths(
    {
      name: 'planted-groups-border-early',
      story: 'the last row of the first group is of the second',
      trigger: 'a first group with rows, and a second',
    },
    ([first = 0, second, ...others]) => {
      if (first === 0 || second === undefined) return [first, ...[second ?? []].flat(), ...others];
      return [first - 1, second + 1, ...others];
    },
  ),
  wrongGroup(
    {
      name: 'planted-groups-last-dropped',
      story: 'the loop over groups ends before the last: its dW is 0',
      trigger: 'a last group with rows, of several',
    },
    (product, { groups: { length } }) => {
      right(product);
      const isLast = product.of === 'dW' && length > 1 && product.member === length - 1;
      if (isLast && !product.accumulate) fillOut(product, () => 0);
    },
  ),
  wrongGroup(
    {
      name: 'planted-groups-last-takes-tail',
      story: 'the last of several groups has all rows that are left',
      trigger: 'rows beyond the last group, of several',
    },
    (product, { groups, from, length, rows }) => {
      const isLast =
        product.of === 'dW' && groups.length > 1 && product.member === groups.length - 1;
      right(isLast ? withRows(product, 0, rows - from - length) : product);
    },
  ),
  wrongLengths(
    {
      name: 'planted-groups-first-empty',
      story: 'a first group without rows is taken for a sign that lengths begin one later',
      trigger: 'the first group has no rows',
    },
    (lengths) => (lengths[0] === 0 ? [...lengths.slice(1), 0] : lengths),
  ),
  wrongWhole(
    {
      name: 'planted-groups-dw-of-next',
      story: 'dW of each group is stored a place later, and that of the last in the first',
      trigger: 'several groups',
      caughtBy: 'group-decomposition',
    },
    (given, rightOne) => {
      const { dW, ...others } = rightOne(given);
      if (dW === undefined || given.groups === undefined) return { ...others, ...(dW && { dW }) };
      const entries = Array.from(dW.data);
      const size = sizeOf(dW.shape.slice(1));
      const data = [...entries.slice(-size), ...entries.slice(0, -size)];
      return { ...others, dW: { shape: dW.shape, data: size === 0 ? entries : data } };
    },
  ),
  wrongGroup(
    {
      name: 'planted-groups-alpha-of-first',
      story: 'dW is scaled by α in the first group alone',
      trigger: 'α is not 1, and there are several groups',
      caughtBy: joint,
    },
    (product) => {
      const isFirst = product.of !== 'dW' || product.member === 0;
      right(isFirst ? product : { ...product, alpha: 1 });
    },
  ),
  wrongWhole(
    {
      name: 'planted-groups-flag-lost',
      story: 'of groups, dW is answered as W is, not as it is stored',
      trigger: 'W is stored transposed, and there are groups',
      caughtBy: joint,
    },
    (given, rightOne) => {
      const { dW, ...others } = rightOne(given);
      const { transW, into } = given.options ?? {};
      if (dW === undefined || !transW || into || given.groups === undefined) {
        return { ...others, ...(dW && { dW }) };
      }
      const [, k, n] = dW.shape;
      const size = (k ?? 0) * (n ?? 0);
      const data = Array.from(dW.data, (_, place) => {
        const [within, i] = [place % size, place - (place % size)];
        const [row, column] = [Math.floor(within / (k ?? 1)), within % (k ?? 1)];
        return at(dW.data, i + column * (n ?? 1) + row);
      });
      return { ...others, dW: { shape: dW.shape, data } };
    },
  ),
];
