/** How much of the fault bank the published vectors catch, without the gate. */

import { classes, classOf, type Fault } from '../../bank/faults/index.ts';
import { complaintAbout } from '../../src/vectors/complaint-about.ts';
import { readVectors } from '../../src/vectors/read-vectors.ts';
import type { Case, Manifest } from '../../src/vectors/vector-file.ts';
import { caseFor, haveVectors, vectorsFor } from '../../src/vectors/vectors-for.ts';
import { saidIn } from '../../src/wire/said-in.ts';
import { answerTo, groupsFor } from './answer-to.ts';

/** Which cases a fault answers wrongly. */
export interface Measured {
  readonly fault: Pick<Fault, 'name'>;
  /** When it is asked all cases that it claims, in one process and in their order. */
  readonly inOrder: readonly Case[];
  /** When it is asked a known bug in a process of its own. */
  readonly alone: readonly Case[];
}

/** No case is asked where no vectors have its operands. */
export async function measure(fault: Fault): Promise<Measured> {
  const cases = casesFor(fault);
  const [inOrder, alone]: [Case[], Case[]] = [[], []];
  await fault.reset?.();
  for (const each of cases) if (await answersWrongly(fault, each)) inOrder.push(each);
  for (const each of cases.filter(({ faults = [] }) => faults.length > 0)) {
    await fault.reset?.();
    if (await answersWrongly(fault, each)) alone.push(each);
  }
  return { fault: { name: fault.name }, inOrder, alone };
}

function casesFor(fault: Fault): Case[] {
  const said = saidIn({ ...fault, ...fault.claims });
  if (!haveVectors(said)) return [];
  const { groups, ...head } = readVectors(vectorsFor(said));
  const file = saidIn({ ...head });
  return groupsFor(fault, groups).flatMap(({ cases }) =>
    cases.map((each) => caseFor(each, said, file)),
  );
}

/** A port that throws has no answer. */
async function answersWrongly(fault: Fault, asked: Case): Promise<boolean> {
  const answer = await answerTo(fault, asked).catch(() => ({}));
  return complaintAbout(asked, answer) !== undefined;
}

/** Whether some case catches it, one way or the other. */
export function isCaught({ inOrder, alone }: Measured): boolean {
  return inOrder.length + alone.length > 0;
}

/** A table a class, and who is not caught and why, in Markdown. */
export function measureReport(measured: readonly Measured[], { notExpressible }: Manifest): string {
  const missed = measured.filter((each) => !isCaught(each));
  const rows = Object.entries(classes).map(([name, [words]]) => {
    const mine = measured.filter(({ fault }) => classOf(fault.name) === name);
    return `| ${name} | ${words} | ${countsOf(mine).join(' | ')} |`;
  });
  const reasons = missed.map(({ fault: { name } }) => {
    const reason = notExpressible.find(({ fault }) => fault === name)?.reason;
    return `- \`${name}\`: ${reason ?? 'its smallest problem is in no file of its number format'}`;
  });
  return [
    '# What the golden vectors catch',
    '',
    'Written by `npm run vectors -- --measure`. Each fault of `bank/faults` is asked the cases that it claims, as a port would',
    'be: all of them once, in the order of the file and in one process; then the known bugs, each in a process of its own.',
    '*From tables alone* leaves out all cases that were made from the bank. Nothing else of the gate takes part.',
    '',
    '| class | | faults | caught | in order | from tables alone |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    `| | all | ${countsOf(measured).join(' | ')} |`,
    '',
    ...(missed.length === 0 ? ['All are caught.'] : ['Not caught:', '', ...reasons]),
    '',
  ].join('\n');
}

function countsOf(measured: readonly Measured[]): number[] {
  const caught = measured.filter(isCaught);
  const inOrder = measured.filter((each) => each.inOrder.length > 0);
  const tables = inOrder.filter((each) => each.inOrder.some(({ id }) => !id.startsWith('bug-')));
  return [measured.length, caught.length, inOrder.length, tables.length];
}
