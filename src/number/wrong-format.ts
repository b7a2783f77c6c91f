import { scaleFormatNames } from './coding.ts';
import { codeFormatNames, tensorFormatNames } from './formats.ts';
import { operandNames, tensorNames } from './tensor-formats.ts';

/** What is wrong with what is said of formats. */
export interface WrongFormat {
  /** Such as `formats.W.block`. */
  readonly where: string;
  readonly expected: string;
  readonly actual: unknown;
}

/** What is wrong with formats by tensor; nothing, where they are known ones. */
export function wrongFormat(named: Readonly<Record<string, unknown>>): WrongFormat | undefined {
  for (const [tensor, format] of Object.entries(named)) {
    if (!isOneOf(tensorNames, tensor)) {
      return { where: 'formats', expected: `only ${tensorNames.join(', ')}`, actual: tensor };
    }
    const where = `formats.${tensor}`;
    const isScaled = typeof format === 'object' && format !== null && !Array.isArray(format);
    const wrong =
      isScaled && isOneOf(operandNames, tensor)
        ? wrongScaled(where, { ...format })
        : unlikeAll(where, tensorFormatNames, format);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** The fields of a `ScaledFormat`. */
const fields = ['codes', 'scales', 'block', 'globalScale'] as const;

function wrongScaled(
  where: string,
  format: Readonly<Partial<Record<string, unknown>>>,
): WrongFormat | undefined {
  const { codes, scales, block, globalScale, ...others } = format;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    return { where, expected: `only ${fields.join(', ')}`, actual: unknown };
  }
  return (
    unlikeAll(`${where}.codes`, codeFormatNames, codes) ??
    unlikeAll(`${where}.scales`, scaleFormatNames, scales) ??
    (isBlock(block)
      ? undefined
      : {
          where: `${where}.block`,
          expected: 'two of 1, 2, … or "all"',
          actual: block,
        }) ??
    wrongGlobal(`${where}.globalScale`, scales, globalScale)
  );
}

/** Scales of float32 need no other beside them, and those of e8m0 reach as far. */
function wrongGlobal(where: string, scales: unknown, actual: unknown): WrongFormat | undefined {
  if (actual === undefined || (actual === 'float32' && scales === 'float8_e4m3fn'))
    return undefined;
  const expected = '"float32", beside scales of float8_e4m3fn; or nothing';
  return { where, expected, actual: actual === 'float32' ? `it beside ${scales}` : actual };
}

function isBlock(block: unknown): boolean {
  const isExtent = (extent: unknown): boolean =>
    extent === 'all' || (typeof extent === 'number' && Number.isSafeInteger(extent) && extent > 0);
  return Array.isArray(block) && block.length === 2 && block.every(isExtent);
}

function unlikeAll(
  where: string,
  names: readonly string[],
  actual: unknown,
): WrongFormat | undefined {
  if (isOneOf(names, actual)) return undefined;
  return { where, expected: `one of ${names.join(', ')}`, actual };
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return names.some((name) => name === value);
}
