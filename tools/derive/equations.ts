/** The formulas of the properties as MathML, which a page shows without a script. */
import temml from 'temml';
import { properties } from '../../properties/index.ts';

/** What they are written with: `\dX` has an upright d, and `\T` is a transpose. */
const macros = {
  ...Object.fromEntries(
    ['X', 'W', 'Y', 'C', 'b'].map((name) => [`\\d${name}`, `\\mathrm{d}${name}`]),
  ),
  '\\T': '^{\\mathsf{T}}',
};

/** By id, the formula of each property that has one, as MathML. @throws Error, when one is no LaTeX */
export function equations(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    properties.flatMap(({ id, equation }) =>
      equation === undefined
        ? []
        : [[id, temml.renderToString(equation, { macros: { ...macros }, throwOnError: true })]],
    ),
  );
}
