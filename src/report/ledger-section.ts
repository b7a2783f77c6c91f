import type { LedgerLine } from '../verdict/evidence.ts';
import { ledgerOf, powerOfTen } from '../verdict/ledger-of.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** The ledger as Markdown, with the conditions of its numbers; nothing, where there is none. */
export function ledgerSection(verdict: Verdict): string[] {
  const rows = ledgerOf(verdict);
  if (rows.length === 0) return [];
  const { unchecked = [] } = verdict;
  const cell = (gradient: 'dX' | 'dW', line: LedgerLine | undefined): string => {
    if (unchecked.includes(gradient)) return 'not checked | 0';
    return line === undefined ? '1 | 0' : `≤ ${powerOfTen(line.bits)} | ${line.problems}`;
  };
  const header = [
    '| shapes | dX | problems | dW | problems |',
    '| --- | --- | ---: | --- | ---: |',
  ];
  const lines = rows.map(
    ({ shapes, dX, dW }) => `| ${shapes} | ${cell('dX', dX)} | ${cell('dW', dW)} |`,
  );
  return ['## Ledger', conditions, [...header, ...lines].join('\n')];
}

const conditions = [
  'How likely it is that a fault was not seen, if it is confined to one class of shapes, there',
  'whatever the entries and layouts, and bilinear in the operands, like a wrong index, transpose,',
  'bound, sign or factor (Schwartz and Zippel). Only problems count that are exact and whose',
  'entries were drawn independently. It says nothing about faults that depend on values, layouts',
  'or earlier calls.',
].join('\n');
