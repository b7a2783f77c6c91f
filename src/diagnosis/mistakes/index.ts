/** Known mistakes, family by family. */
import type { Mistake } from './mistake.ts';
import { ofCodes } from './of-codes.ts';
import { ofGroups } from './of-groups.ts';
import { ofHistory } from './of-history.ts';
import { ofIndices } from './of-indices.ts';
import { ofMembers } from './of-members.ts';
import { ofOperands } from './of-operands.ts';
import { ofOptions } from './of-options.ts';
import { ofPartialSums } from './of-partial-sums.ts';
import { ofResults } from './of-results.ts';
import { ofRoles } from './of-roles.ts';
import { ofScales } from './of-scales.ts';
import { ofStorage } from './of-storage.ts';
import { ofTerms } from './of-terms.ts';

export const mistakes: readonly Mistake[] = [
  ...ofResults,
  ...ofOperands,
  ...ofRoles,
  ...ofTerms,
  ...ofIndices,
  ...ofPartialSums,
  ...ofStorage,
  ...ofMembers,
  ...ofGroups,
  ...ofOptions,
  ...ofHistory,
  ...ofScales,
  ...ofCodes,
];
