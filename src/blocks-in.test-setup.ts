import { readdirSync, readFileSync } from 'node:fs';

/** A block of code of a document. */
export interface Block {
  readonly language: string;
  readonly code: string;
  /** Why no test runs it: what the comment `<!-- not run: … -->` before it says. */
  readonly notRun?: string;
}

/** The documents whose blocks are run one after the other, as a reader would (docs.e2e.test.ts). */
export const literate = ['adapter', 'arithmetic', 'no-tolerance', 'port'].map(
  (name) => `docs/${name}.md`,
);

/** Every document that shows code to users. */
export const documents: readonly string[] = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The blocks of a document, in their order. */
export function blocksIn(path: string): Block[] {
  const found = readFileSync(path, 'utf8').matchAll(
    /(?:^<!-- not run: (.*?) -->\n\n)?^```(\w*)\n(.*?)^```$/gms,
  );
  return [...found].map(([, notRun, language = '', code = '']) => ({
    language,
    code,
    ...(notRun !== undefined && { notRun }),
  }));
}
