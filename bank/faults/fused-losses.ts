/** Layers with a loss fused into them, f = ½‖Y − T‖², that make another gradient of it; from public reports. */
import { fitting, type Residual } from '../engine/fitting.ts';
import { subjectOf } from '../engine/subject-of.ts';
import type { About, Fault } from './fault.ts';

function wrongLoss(about: About, residual: Residual): Fault {
  return { ...fitting(subjectOf(about.name), residual), ...about };
}

/** Rows are taken in chunks of so many. */
const chunk = 4;

export const fusedLosses: readonly Fault[] = [
  wrongLoss(
    {
      name: 'loss-gradient-of-first-row',
      story: 'one number is read of the gradient of the loss, that of the first row, for all rows',
      trigger: 'm > 1, and rows of Y − T that differ',
      caughtBy: 'equation-1',
      thread: 'https://github.com/linkedin/Liger-Kernel/pull/1298',
    },
    (_, place, { cols, at }) => at(place % cols),
  ),
  wrongLoss(
    {
      name: 'chunks-averaged-by-their-count',
      story: 'chunks of rows count alike, though the last is shorter: its rows weigh too much',
      trigger: 'm > 4, and no multiple of 4',
      caughtBy: 'equation-1',
      thread: 'https://github.com/ooples/AiDotNet/pull/1297',
    },
    (difference, place, { rows, cols }) => {
      const [row, left] = [Math.floor(place / cols), rows % chunk];
      return rows > chunk && left > 0 && row >= rows - left
        ? (difference * chunk) / left
        : difference;
    },
  ),
];

/** Not from a report. */
export const plantedLosses: readonly Fault[] = [
  wrongLoss(
    {
      name: 'planted-loss-mean',
      story: 'the loss is the mean over rows, where the sum is claimed',
      trigger: 'm > 1',
      caughtBy: 'equation-1',
    },
    (difference, _, { rows }) => difference / rows,
  ),
  wrongLoss(
    {
      name: 'planted-loss-clipped',
      story: 'as in a Huber loss, the gradient is clipped',
      trigger: 'an entry of Y − T beyond ±2',
      caughtBy: 'equation-1',
    },
    (difference) => Math.max(-2, Math.min(2, difference)),
  ),
];
