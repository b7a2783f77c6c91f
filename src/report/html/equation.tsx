import formulas from './equations.json' with { type: 'json' };

const byId: ReadonlyMap<string, string> = new Map(Object.entries(formulas));

/** The formula of a property; nothing, of one that has none or that this version does not know. */
export function Equation({ id }: { readonly id: string }) {
  const mathml = byId.get(id);
  if (mathml === undefined) return null;
  // What is put in as it is was written by npm run derive.
  return <span class="formula" dangerouslySetInnerHTML={{ __html: mathml }} />;
}
