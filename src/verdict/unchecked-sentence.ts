import { missingGradients } from '../../claims/existing-gradients.ts';
import type { RunInfo } from './verdict.ts';

/** Which gradient nothing is said of; nothing, where the subject has both. */
export function uncheckedSentence({ claims }: Pick<RunInfo, 'claims'>): string | undefined {
  const [missing] = missingGradients(claims);
  return missing && `${missing} was not checked: the subject has none`;
}
