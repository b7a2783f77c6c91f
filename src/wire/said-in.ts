import { claims as catalogue } from '../../claims/index.ts';
import type { Claims, Subject } from '../contract/subject.ts';
import { wrongFormat } from '../number/wrong-format.ts';
import { algorithmNamed, formatNamed } from './format-named.ts';
import { isObject } from './is-object.ts';
import { malformed } from './malformed.ts';

/** The arithmetic that a question, or who answers, says. */
export interface Said extends Pick<Subject, 'numberFormat' | 'formats'> {
  readonly claims: Claims;
}

const claimed = ['accumulates', 'fusedSums', 'multiplies', 'stores'] as const;

/** The same as fields beside others. */
export interface SaidFields
  extends Pick<Subject, 'numberFormat' | 'formats'>,
    Pick<Claims, 'algorithm' | (typeof claimed)[number]> {}

/** Their names. */
export const saidFields = ['numberFormat', 'formats', 'algorithm', ...claimed] as const;

/**
 * What these fields say; where nothing is said, a sum in some order, each step in the format of its
 * result. @throws GradgateError FORMAT, naming the first that says nothing known
 */
export function saidIn(fields: Readonly<Record<string, unknown>>): Said {
  const numberFormat = formatNamed(fields['numberFormat']);
  const formats = formatsNamed(fields['formats']);
  const algorithm = algorithmNamed(fields['algorithm']);
  const said = claimed.map((name) => claimNamed(name, fields[name]));
  return {
    numberFormat,
    ...(formats && { formats }),
    claims: Object.assign({}, algorithm === 'strassen' && { algorithm }, ...said),
  };
}

/** The claim of this name alone; none, where nothing is said. @throws GradgateError FORMAT */
export function claimNamed(name: (typeof claimed)[number] | 'subnormals', value: unknown): Claims {
  if (value === undefined) return {};
  const { values }: { readonly values: readonly unknown[] } = catalogue[name];
  if (!values.includes(value)) throw malformed(name, values.join(' or '), value);
  return { [name]: value };
}

function formatsNamed(value: unknown): Subject['formats'] | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw malformed('formats', 'an object with a format by tensor', value);
  const wrong = wrongFormat(value);
  if (wrong === undefined) return value;
  throw malformed(wrong.where, wrong.expected, wrong.actual);
}
